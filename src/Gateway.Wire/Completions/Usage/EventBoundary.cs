namespace Gateway.Wire.Completions.Usage;

/// <summary>
/// Finds where events end in a stream of them, over any split of its bytes: at a blank line, lines ending in LF, CR or CRLF (WHATWG HTML,
/// "Server-sent events", 9.2.6). Where the blank line ends in CR the event ends with it, and an LF that follows is left to the caller:
/// it may be long in coming, and the event is complete without it.
/// </summary>
internal struct EventBoundary
{
    private bool _isInLine;
    private bool _isAfterCarriageReturn;

    /// <summary>Goes on to the end of the current event.</summary>
    /// <returns>The offset after the event, or -1 if it goes on beyond <paramref name="bytes"/>.</returns>
    public int Find(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            if (!_isInLine && bytes[at] is (byte)'\n' or (byte)'\r')
            {
                var isSecondHalf = _isAfterCarriageReturn && bytes[at] == (byte)'\n';
                _isAfterCarriageReturn = false;
                at++;
                if (isSecondHalf)
                {
                    continue;
                }

                return at;
            }

            var length = bytes[at..].IndexOfAny((byte)'\n', (byte)'\r');
            _isInLine = length < 0;
            if (_isInLine)
            {
                return -1;
            }

            at += length + 1;
            _isAfterCarriageReturn = bytes[at - 1] == (byte)'\r';
        }

        return -1;
    }

    /// <summary>Stands at the start of an event again.</summary>
    public void Reset() => _isInLine = _isAfterCarriageReturn = false;
}
