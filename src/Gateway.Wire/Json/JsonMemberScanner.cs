namespace Gateway.Wire.Json;

/// <summary>
/// Walks a JSON document (RFC 8259) as its bytes arrive, over any split of them, and notes the values at the places asked for. Everything
/// else is skipped: its brackets must match, its strings end, its bytes outside of strings be possible in JSON, and no more is judged. Never
/// recursive; deeper than <see cref="MaxDepth"/> is malformed. No allocation once warm; not thread-safe.
/// </summary>
/// <remarks>
/// The document is an object, or an array if the set has a path that starts with <c>[]</c>. A UTF-8 byte order mark before it is skipped.
/// The last of several values at one place is the one that is kept, as nearly every parser does; <see cref="JsonValue.Count"/> tells.
/// </remarks>
public sealed partial class JsonMemberScanner
{
    /// <summary>The deepest nesting that is followed.</summary>
    public const int MaxDepth = JsonNesting.MaxDepth;

    private readonly JsonValues _values;
    private readonly JsonName _name = new();
    private JsonMemberSet _set;
    private JsonMemberNode[] _nodes;
    private Frame[] _frames;

    private JsonNesting _nesting;
    private JsonSkipper _skipper;
    private JsonStringEnd _string;
    private JsonWord _word;

    /// <summary>How many of the open containers have places of interest in them; the others are skipped.</summary>
    private int _level;

    /// <summary>The place of the value that comes next or goes on, or -1.</summary>
    private int _node;

    private Phase _phase;
    private byte _markLength;

    /// <summary>Makes a scanner.</summary>
    public JsonMemberScanner(JsonMemberSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        _values = new JsonValues(set);
        _set = set;
        _nodes = set.Nodes;
        _frames = new Frame[set.Levels + 1];
        Reset(set);
    }

    private enum Phase : byte
    {
        Start,
        NameOrEnd,
        Name,
        InName,
        Colon,
        Value,
        ValueOrEnd,
        InString,
        InWord,
        FirstInSkipped,
        InSkipped,
        Next,
        Complete,
        Malformed,
    }

    /// <summary>How far the scanner has come.</summary>
    public JsonScanState State { get; private set; }

    /// <summary>How many bytes have been consumed.</summary>
    public long Position { get; private set; }

    /// <summary>The member at whose end <see cref="Feed"/> stopped; meaningful in <see cref="JsonScanState.Value"/>.</summary>
    public int Stopped { get; private set; }

    /// <summary>Whether nothing but blanks has been seen.</summary>
    public bool IsBlank => _phase == Phase.Start;

    /// <summary>Whether anything but blanks was fed after the end of the document.</summary>
    public bool HasTrailingBytes { get; private set; }

    /// <summary>What is known of a member's last value. Valid until the next call.</summary>
    public ref readonly JsonValue this[int member] => ref _values[member];

    /// <summary>The raw bytes kept of a member's last value. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Captured(int member) => _values.Captured(member);

    /// <summary>Starts on a new document with the same members.</summary>
    public void Reset() => Reset(_set);

    /// <summary>Starts on a new document with another set of members. Allocates only if the set is larger than any before.</summary>
    public void Reset(JsonMemberSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        _set = set;
        _nodes = set.Nodes;
        if (_frames.Length <= set.Levels)
        {
            _frames = new Frame[set.Levels + 1];
        }

        _values.Reset(set);
        _name.Reset(set.LongestName);
        _nesting.Depth = 0;
        _level = 0;
        _node = 0;
        _phase = Phase.Start;
        _markLength = 0;
        State = JsonScanState.Running;
        Position = 0;
        HasTrailingBytes = false;
    }

    /// <summary>Forgets all values, for instance after an element of an array; to be called only where <see cref="Feed"/> has stopped at its end.</summary>
    public void Forget() => _values.Forget();

    /// <summary>
    /// Takes the next bytes. Consumes them all unless it stops: at the end of a member that stops, or of the document. Bytes fed after
    /// <see cref="JsonScanState.Complete"/> or <see cref="JsonScanState.Malformed"/> are consumed and, in the former case, must be blank.
    /// </summary>
    public JsonScanState Feed(ReadOnlySpan<byte> bytes, out int consumed)
    {
        if (State >= JsonScanState.Complete)
        {
            TakeTrailing(bytes);
            consumed = bytes.Length;
            return State;
        }

        int position = 0;
        State = Walk(bytes, ref position);
        _values.Suspend(bytes[..position], Position);
        Position += position;
        consumed = position;
        return State;
    }

    /// <summary>Says that the input has ended: a document that goes on is malformed.</summary>
    public JsonScanState Finish()
    {
        if (State < JsonScanState.Complete)
        {
            Malformed();
        }

        return State;
    }

    private void TakeTrailing(ReadOnlySpan<byte> bytes)
    {
        HasTrailingBytes |= State == JsonScanState.Complete && bytes.IndexOfAnyExcept(" \t\r\n"u8) >= 0;
        Position += bytes.Length;
    }

    private JsonScanState Malformed()
    {
        _phase = Phase.Malformed;
        return State = JsonScanState.Malformed;
    }
}
