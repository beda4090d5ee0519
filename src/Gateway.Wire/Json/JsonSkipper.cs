using System.Numerics;

namespace Gateway.Wire.Json;

/// <summary>Skips a nested value whatever is in it, over any split of its bytes.</summary>
internal struct JsonSkipper
{
    /// <summary>A run of filler as long as this is worth a vectorised search: numbers by the thousand, or an indented document's blanks.</summary>
    private const int LongRun = 6;

    /// <summary>After so many blocks inside of one string, a search for its end alone is faster: an image, or a long text.</summary>
    private const int LongString = 4;

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
        if (JsonBlock.IsSupported && bytes.Length - position >= JsonBlock.Length)
        {
            JsonScanState state = SkipBlocks(ref nesting, bytes, ref position);
            if (state != JsonScanState.Running)
            {
                return state;
            }
        }

        return SkipBytes(ref nesting, bytes, ref position);
    }

    /// <summary>Skips block by block, as long as there are whole ones.</summary>
    private JsonScanState SkipBlocks(ref JsonNesting nesting, ReadOnlySpan<byte> bytes, ref int position)
    {
        int at = position;
        if (_inString && !_string.Find(bytes, ref at))
        {
            position = at;
            return JsonScanState.Running;
        }

        ulong inString = 0;
        int blocksInString = 0;
        while (bytes.Length - at >= JsonBlock.Length)
        {
            JsonBlock block = JsonBlock.At(bytes, at);
            ulong quotes = block.Quotes;
            int length = JsonBlock.Length;
            if (block.Backslashes != 0)
            {
                quotes &= ~block.Escaped(out bool endsInEscape);

                // The backslash is looked at again with what it escapes.
                length -= endsInEscape ? 1 : 0;
            }

            // All bits: still inside; no bits: outside.
            ulong inside = JsonBlock.Parity(quotes) ^ inString;
            for (ulong events = block.Events & ~inside; events != 0; events &= events - 1)
            {
                int index = at + BitOperations.TrailingZeroCount(events);
                byte b = bytes[index];

                // Braces differ from brackets by one bit; whatever is neither is illegal here.
                bool isArray = b < (byte)'a';
                bool fits = (b | 0x20) switch
                {
                    '{' => nesting.Open(isArray),
                    '}' => nesting.Close(isArray),
                    _ => false,
                };
                if (!fits)
                {
                    position = index + 1;
                    return JsonScanState.Malformed;
                }

                if (nesting.Depth == _floor)
                {
                    _inString = false;
                    position = index + 1;
                    return JsonScanState.Complete;
                }
            }

            inString = (ulong)((long)inside >> (JsonBlock.Length - 1));
            at += length;
            blocksInString = inside == ulong.MaxValue ? blocksInString + 1 : 0;
            if (blocksInString >= LongString)
            {
                blocksInString = 0;
                _string.Begin();
                if (!_string.Find(bytes, ref at))
                {
                    _inString = true;
                    position = at;
                    return JsonScanState.Running;
                }

                inString = 0;
            }
        }

        _inString = inString != 0;
        if (_inString)
        {
            _string.Begin();
        }

        position = at;
        return JsonScanState.Running;
    }

    /// <summary>Skips byte by byte, string by string and run by run: what is left behind the last block, and all where there are no blocks.</summary>
    private JsonScanState SkipBytes(ref JsonNesting nesting, ReadOnlySpan<byte> bytes, ref int position)
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
