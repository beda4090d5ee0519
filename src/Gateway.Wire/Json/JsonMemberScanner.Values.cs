namespace Gateway.Wire.Json;

/// <content>Where values begin and end.</content>
public sealed partial class JsonMemberScanner
{
    /// <summary>Passes over the elements at the start of an array, tokens by the thousand for one, that are no containers and of no interest.</summary>
    private void PassElements(ReadOnlySpan<byte> bytes, ref int position)
    {
        if (_node >= 0 && _nodes[_node].Member >= 0)
        {
            return;
        }

        while (true)
        {
            int at = position = JsonBytes.PassBlanks(bytes, position);
            if ((uint)at >= (uint)bytes.Length)
            {
                return;
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
                return;
            }

            // Cut off: taken again as one token, over as many feeds as it needs.
            if ((uint)at >= (uint)bytes.Length)
            {
                return;
            }

            _phase = Phase.Next;
            position = JsonBytes.PassBlanks(bytes, at);
            if ((uint)position >= (uint)bytes.Length || bytes[position] != (byte)',')
            {
                return;
            }

            position++;
            _phase = Phase.Value;
        }
    }

    /// <summary>Takes a string, number or literal of interest, all of which is there: the last of <paramref name="bytes"/> is its last.</summary>
    private JsonScanState TakeWhole(JsonMemberNode node, ReadOnlySpan<byte> bytes, int start)
    {
        _values.Forget(node.Below);
        if (node.Member >= 0)
        {
            JsonKind kind = bytes[start] == (byte)'"' ? JsonKind.String : JsonWord.KindOf(bytes[start..]);
            _values.Begin(node.Member, kind, Position + start);
        }

        return EndMember(node.Member, bytes, bytes.Length);
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
}
