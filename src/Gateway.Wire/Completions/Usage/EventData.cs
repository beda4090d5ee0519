namespace Gateway.Wire.Completions.Usage;

/// <summary>
/// Takes the name and the data out of one whole event (WHATWG HTML, "Server-sent events", 9.2.6): one blank after the colon is dropped,
/// several data lines are joined by LF, comments and other fields are passed over. Reusable; not thread-safe.
/// </summary>
internal sealed class EventData
{
    private byte[] _joined = [];

    /// <summary>Reads an event.</summary>
    /// <param name="bytes">The event with its line ends.</param>
    /// <param name="name">Its name; empty if it has none.</param>
    /// <returns>Its data: a part of <paramref name="bytes"/>, or of a buffer that lasts until the next call.</returns>
    public ReadOnlySpan<byte> Read(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> name)
    {
        name = default;
        ReadOnlySpan<byte> data = default;
        var rest = bytes;
        var lines = 0;
        while (TryTakeLine(ref rest, out var line))
        {
            if (TryTakeField(line, "data"u8, out var value))
            {
                data = lines++ == 0 ? value : Join(bytes.Length, data, value);
            }
            else if (TryTakeField(line, "event"u8, out value))
            {
                name = value;
            }
        }

        return data;
    }

    /// <summary>
    /// Reads an event in one pass if it starts <paramref name="bytes"/> and is wholly in them, its lines end in LF and one at most is data: nearly
    /// all events are so.
    /// </summary>
    /// <returns>The event's length; 0 if it has to be cut and read by the long way.</returns>
    public static int TryReadSimple(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> data, out ReadOnlySpan<byte> name)
    {
        data = name = default;
        var at = 0;
        var hasData = false;
        while (at < bytes.Length)
        {
            if (bytes[at] == (byte)'\n')
            {
                return at + 1;
            }

            var rest = bytes[at..];
            var length = rest.IndexOfAny((byte)'\n', (byte)'\r');
            if (length <= 0 || rest[length] == (byte)'\r')
            {
                return 0;
            }

            var line = rest[..length];
            at += length + 1;
            if (TryTakeField(line, "data"u8, out var value))
            {
                if (hasData)
                {
                    return 0;
                }

                data = value;
                hasData = true;
            }
            else if (TryTakeField(line, "event"u8, out value))
            {
                name = value;
            }
        }

        return 0;
    }

    private static bool TryTakeLine(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> line)
    {
        // The empty lines that CRLF yields when it is taken for two line ends carry no field.
        var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
        line = end < 0 ? rest : rest[..end];
        var found = !rest.IsEmpty;
        rest = end < 0 ? default : rest[(end + 1)..];
        return found;
    }

    private static bool TryTakeField(ReadOnlySpan<byte> line, ReadOnlySpan<byte> field, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!line.StartsWith(field))
        {
            return false;
        }

        if (line.Length == field.Length)
        {
            return true;
        }

        value = line[(field.Length + 1)..];
        value = value.Length > 0 && value[0] == (byte)' ' ? value[1..] : value;
        return line[field.Length] == (byte)':';
    }

    private ReadOnlySpan<byte> Join(int most, ReadOnlySpan<byte> data, ReadOnlySpan<byte> value)
    {
        if (_joined.Length < most)
        {
            Array.Resize(ref _joined, EventStream.RoundUp(most));
        }

        // What was joined before already stands at the start of the buffer.
        data.CopyTo(_joined);
        _joined[data.Length] = (byte)'\n';
        value.CopyTo(_joined.AsSpan(data.Length + 1));
        return _joined.AsSpan(0, data.Length + 1 + value.Length);
    }
}
