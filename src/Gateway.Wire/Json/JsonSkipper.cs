namespace Gateway.Wire.Json;

/// <summary>Skips a nested value whatever is in it, over any split of its bytes.</summary>
internal struct JsonSkipper
{
    /// <summary>A run of filler as long as this is worth a vectorised search: numbers by the thousand, or an indented document's blanks.</summary>
    private const int LongRun = 6;

    private JsonStringEnd _string;
    private int _floor;
    private bool _inString;

    /// <summary>Starts on a container that is about to be opened at the given depth.</summary>
    public void Begin(int depth)
    {
        _floor = depth;
        _inString = false;
    }

    /// <summary>Moves past the value's end (complete), past all the bytes (running), or to where the value cannot be JSON (malformed).</summary>
    public JsonScanState Skip(ref JsonNesting nesting, ReadOnlySpan<byte> bytes, ref int position)
    {
        int at = position;
        int run = 0;
        if (_inString)
        {
            if (!_string.Find(bytes, ref at))
            {
                position = at;
                return JsonScanState.Running;
            }

            _inString = false;
        }

        while ((uint)at < (uint)bytes.Length)
        {
            byte b = bytes[at++];
            switch (JsonBytes.ClassOf(b))
            {
                case JsonBytes.Filler:
                    if (++run >= LongRun)
                    {
                        at = JsonBytes.EndOfFiller(bytes, at);
                        run = 0;
                    }

                    continue;
                case JsonBytes.Quote:
                    run = 0;
                    _string.Begin();
                    if (_string.Find(bytes, ref at))
                    {
                        continue;
                    }

                    _inString = true;
                    position = at;
                    return JsonScanState.Running;
                case JsonBytes.Open:
                    run = 0;
                    if (nesting.Open(b == (byte)'['))
                    {
                        continue;
                    }

                    break;
                case JsonBytes.Close:
                    run = 0;
                    if (!nesting.Close(b == (byte)']'))
                    {
                        break;
                    }

                    if (nesting.Depth > _floor)
                    {
                        continue;
                    }

                    position = at;
                    return JsonScanState.Complete;
                default:
                    break;
            }

            position = at;
            return JsonScanState.Malformed;
        }

        position = at;
        return JsonScanState.Running;
    }
}
