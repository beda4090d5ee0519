namespace Gateway.Wire.Completions.Usage;

/// <summary>Takes the data out of an event that is too large to be held, and passes it on as it comes. Reusable; not thread-safe.</summary>
internal sealed class LargeEvent(LargeObject target)
{
    private State _state;
    private int _matched;

    private enum State : byte
    {
        FieldName,
        Blank,
        Data,
        OtherField,
    }

    private static ReadOnlySpan<byte> Field => "data:"u8;

    /// <summary>Starts on a new event.</summary>
    public void Begin(ResponseReader reader)
    {
        target.Begin(reader, isEvent: true);
        _state = State.FieldName;
        _matched = 0;
    }

    /// <summary>Takes the next bytes of the event.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            switch (_state)
            {
                case State.FieldName when bytes[0] == Field[_matched]:
                    _matched++;
                    _state = _matched == Field.Length ? State.Blank : State.FieldName;
                    bytes = bytes[1..];
                    break;
                case State.FieldName:
                    _state = State.OtherField;
                    break;
                case State.Blank:
                    bytes = bytes[0] == (byte)' ' ? bytes[1..] : bytes;
                    _state = State.Data;
                    break;
                default:
                    bytes = TakeLine(bytes);
                    break;
            }
        }
    }

    /// <summary>Says that the event has ended.</summary>
    public void End() => target.End();

    private ReadOnlySpan<byte> TakeLine(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
        var isData = _state == State.Data;
        if (isData)
        {
            // The line end goes along: between data lines it stands for the LF that joins them.
            target.Feed(end < 0 ? bytes : bytes[..(end + 1)]);
        }

        if (end < 0)
        {
            return default;
        }

        _state = State.FieldName;
        _matched = 0;
        return bytes[(end + 1)..];
    }
}
