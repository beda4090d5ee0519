namespace Gateway.Wire.Json;

/// <summary>A member's name, unescaped, over any split of its bytes. A name too long to be of interest is given as a longer one than any.</summary>
internal sealed class JsonName
{
    /// <summary>The most raw bytes that one byte of an ASCII name can take: <c>\u006d</c>.</summary>
    private const int LongestEscape = 6;

    private JsonStringEnd _end;
    private byte[] _raw = [];
    private byte[] _text = [];
    private int _rawLength;
    private bool _tooLong;

    /// <summary>Makes room for names of so many bytes.</summary>
    public void Reset(int longestName)
    {
        if (_raw.Length <= longestName * LongestEscape)
        {
            _raw = new byte[(longestName * LongestEscape) + 1];
            _text = new byte[_raw.Length];
        }
    }

    /// <summary>Starts on a name whose opening quote has been taken.</summary>
    public void Begin()
    {
        _end.Begin();
        _rawLength = 0;
        _tooLong = false;
    }

    /// <summary>Moves past the closing quote, gives the name and returns true, or past all the bytes and returns false.</summary>
    public bool Find(ReadOnlySpan<byte> bytes, ref int position, out ReadOnlySpan<byte> name)
    {
        int start = position;
        if (!_end.Find(bytes, ref position))
        {
            Keep(bytes[start..position]);
            name = default;
            return false;
        }

        name = bytes[start..(position - 1)];
        if (_rawLength > 0 || _tooLong || _end.SawEscape)
        {
            name = Assemble(name);
        }

        return true;
    }

    private ReadOnlySpan<byte> Assemble(ReadOnlySpan<byte> last)
    {
        Keep(last);
        if (_tooLong)
        {
            // All of the buffer: longer than any name that is looked for.
            return _raw;
        }

        ReadOnlySpan<byte> raw = _raw.AsSpan(0, _rawLength);
        if (!_end.SawEscape)
        {
            return raw;
        }

        // A name whose escapes make no sense is no name that is looked for.
        return JsonString.TryUnescape(raw, _text, out int written) ? _text.AsSpan(0, written) : _raw;
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        if (_tooLong || part.Length > _raw.Length - 1 - _rawLength)
        {
            _tooLong = true;
            return;
        }

        part.CopyTo(_raw.AsSpan(_rawLength));
        _rawLength += part.Length;
    }
}
