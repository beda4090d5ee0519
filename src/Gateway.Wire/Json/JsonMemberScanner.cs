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

    private JsonScanState Walk(ReadOnlySpan<byte> bytes, ref int position)
    {
        int at = position;
        JsonScanState state = JsonScanState.Running;
        while (state == JsonScanState.Running && (uint)at < (uint)bytes.Length)
        {
            if (_phase is Phase.Name or Phase.NameOrEnd)
            {
                state = PassMembers(bytes, ref at);
                if (state != JsonScanState.Running || at >= bytes.Length)
                {
                    break;
                }
            }

            // Inside of a name, string, word or skipped value, blanks are not between tokens.
            switch (_phase)
            {
                case Phase.InName:
                    TakeName(bytes, ref at);
                    continue;
                case Phase.InString:
                    if (_string.Find(bytes, ref at))
                    {
                        state = EndValue(_node, bytes, at);
                    }

                    continue;
                case Phase.InWord:
                    if (_word.Find(bytes, ref at))
                    {
                        state = EndWord(bytes, at);
                    }

                    continue;
                case Phase.InSkipped:
                    state = TakeSkipped(bytes, ref at);
                    continue;
                default:
                    break;
            }

            byte b = bytes[at];
            if (JsonBytes.IsBlank(b))
            {
                at++;
                continue;
            }

            at++;
            switch (_phase)
            {
                case Phase.Start:
                    state = TakeStart(b, at);
                    break;
                case Phase.NameOrEnd or Phase.Name when b == (byte)'"':
                    _phase = Phase.InName;
                    _name.Begin();
                    break;
                case Phase.Colon when b == (byte)':':
                    _phase = Phase.Value;
                    break;
                case Phase.ValueOrEnd when b == (byte)']':
                case Phase.NameOrEnd when b == (byte)'}':
                    MarkEmpty(_frames[_level - 1].Member);
                    state = Close(b, bytes, at);
                    break;
                case Phase.Value or Phase.ValueOrEnd:
                    state = BeginValue(b, at);
                    break;
                case Phase.Next when b == (byte)',':
                    ref Frame frame = ref _frames[_level - 1];
                    _phase = frame.IsArray ? Phase.Value : Phase.Name;
                    _node = frame.IsArray ? frame.Element : JsonMemberNode.None;
                    break;
                case Phase.Next when b is (byte)'}' or (byte)']':
                    state = Close(b, bytes, at);
                    break;
                case Phase.FirstInSkipped:
                    // Brackets that match and have nothing between them; anything else is skipped from here on.
                    at--;
                    if (b is (byte)'}' or (byte)']' && _node >= 0)
                    {
                        MarkEmpty(_nodes[_node].Member);
                    }

                    _phase = Phase.InSkipped;
                    break;
                default:
                    state = Malformed();
                    break;
            }
        }

        position = at;
        return state;
    }

    /// <summary>
    /// Passes over members of no interest, as long as each is whole in these bytes. Leaves the rest to one step at a time: a member of
    /// interest or cut off from its value on, and one whose name is escaped or that is malformed from its name on.
    /// </summary>
    private JsonScanState PassMembers(ReadOnlySpan<byte> bytes, ref int position)
    {
        JsonMemberNode place = _nodes[_frames[_level - 1].Node];
        while (true)
        {
            int at = position = JsonBytes.PassBlanks(bytes, position);
            if ((uint)at >= (uint)bytes.Length || bytes[at] != (byte)'"')
            {
                return JsonScanState.Running;
            }

            int start = at + 1;
            int end = JsonStringEnd.Of(bytes, start, out bool escaped);
            if (end < 0 || escaped)
            {
                return JsonScanState.Running;
            }

            at = JsonBytes.PassBlanks(bytes, end);
            if ((uint)at >= (uint)bytes.Length || bytes[at] != (byte)':')
            {
                return JsonScanState.Running;
            }

            position = at = JsonBytes.PassBlanks(bytes, at + 1);
            _phase = Phase.Value;
            SetNode(place, bytes[start..(end - 1)]);
            if (_node >= 0 || (uint)at >= (uint)bytes.Length)
            {
                return JsonScanState.Running;
            }

            byte b = bytes[at];
            if (b == (byte)'"')
            {
                at = JsonStringEnd.Of(bytes, at + 1, out _);
            }
            else if (JsonBytes.IsWord(b))
            {
                at = JsonBytes.EndOfWord(bytes, at);
            }
            else
            {
                // A container, or what cannot be a value.
                position++;
                JsonScanState state = BeginValue(b, position);
                state = state == JsonScanState.Running ? TakeSkipped(bytes, ref position) : state;
                if (state != JsonScanState.Running || _phase != Phase.Next)
                {
                    return state;
                }

                at = position;
            }

            if ((uint)at >= (uint)bytes.Length)
            {
                return JsonScanState.Running;
            }

            _phase = Phase.Next;
            position = JsonBytes.PassBlanks(bytes, at);
            if ((uint)position >= (uint)bytes.Length || bytes[position] != (byte)',')
            {
                return JsonScanState.Running;
            }

            position++;
            _phase = Phase.Name;
        }
    }

    private void SetNode(JsonMemberNode place, ReadOnlySpan<byte> name)
    {
        int[] byLength = place.ByLength;
        _node = place.AnyName;
        if ((uint)name.Length < (uint)byLength.Length && byLength[name.Length] >= 0)
        {
            _node = _set.Find(place, name, out int caseVariantOf);
            if (caseVariantOf >= 0)
            {
                _values.NoteCaseVariant(caseVariantOf);
            }
        }
    }

    private JsonScanState TakeStart(byte b, int at)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        if (_markLength < mark.Length && b == mark[_markLength] && Position + at == _markLength + 1)
        {
            _markLength++;
            return JsonScanState.Running;
        }

        bool isArray = b == (byte)'[';
        if ((_markLength is not 0 and not 3) || (b != (byte)'{' && (!isArray || _nodes[0].Element < 0)))
        {
            return Malformed();
        }

        return Open(isArray);
    }

    private void TakeName(ReadOnlySpan<byte> bytes, ref int at)
    {
        if (!_name.Find(bytes, ref at, out ReadOnlySpan<byte> name))
        {
            return;
        }

        _phase = Phase.Colon;
        SetNode(_nodes[_frames[_level - 1].Node], name);
    }

    private JsonScanState BeginValue(byte b, int at)
    {
        JsonKind kind = b switch
        {
            (byte)'"' => JsonKind.String,
            (byte)'{' => JsonKind.Object,
            (byte)'[' => JsonKind.Array,
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => JsonKind.Number,
            _ => JsonKind.Other,
        };
        if (kind == JsonKind.Other && !JsonBytes.IsWord(b))
        {
            return Malformed();
        }

        JsonMemberNode? node = _node >= 0 ? _nodes[_node] : null;
        if (node is not null)
        {
            _values.Forget(node.Below);
            if (node.Member >= 0)
            {
                _values.Begin(node.Member, kind, Position + at - 1);
            }
        }

        if (kind == JsonKind.String)
        {
            _phase = Phase.InString;
            _string.Begin();
            return JsonScanState.Running;
        }

        if (kind is JsonKind.Object or JsonKind.Array)
        {
            bool isArray = kind == JsonKind.Array;
            if (node is not null && (node.Element >= 0 || (!isArray && node.HasNames)))
            {
                return Open(isArray);
            }

            _phase = node is { Member: >= 0 } ? Phase.FirstInSkipped : Phase.InSkipped;
            _skipper.Begin(_nesting.Depth);
            return _nesting.Open(isArray) ? JsonScanState.Running : Malformed();
        }

        _phase = Phase.InWord;
        _word.Begin(b, kind);
        return JsonScanState.Running;
    }

    private JsonScanState EndWord(ReadOnlySpan<byte> bytes, int at)
    {
        if (_node >= 0 && _nodes[_node].Member is >= 0 and int member)
        {
            _values[member].Kind = _word.Kind;
        }

        return EndValue(_node, bytes, at);
    }

    private JsonScanState EndValue(int node, ReadOnlySpan<byte> bytes, int at) =>
        EndMember(node >= 0 ? _nodes[node].Member : JsonMemberNode.None, bytes, at);

    private JsonScanState EndMember(int member, ReadOnlySpan<byte> bytes, int at)
    {
        _phase = Phase.Next;
        if (member < 0)
        {
            return JsonScanState.Running;
        }

        _values.End(member, bytes[..at], Position);
        if (!_set[member].Stops)
        {
            return JsonScanState.Running;
        }

        Stopped = member;
        return JsonScanState.Value;
    }

    private void MarkEmpty(int member)
    {
        if (member >= 0)
        {
            _values[member].IsEmpty = true;
        }
    }

    private void TakeTrailing(ReadOnlySpan<byte> bytes)
    {
        if (State == JsonScanState.Complete && !HasTrailingBytes)
        {
            foreach (byte b in bytes)
            {
                if (!JsonBytes.IsBlank(b))
                {
                    HasTrailingBytes = true;
                    break;
                }
            }
        }

        Position += bytes.Length;
    }

    private JsonScanState Malformed()
    {
        _phase = Phase.Malformed;
        return State = JsonScanState.Malformed;
    }
}
