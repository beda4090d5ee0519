namespace Gateway.Wire.Json;

/// <content>The containers that are open, those of interest and those that are skipped.</content>
public sealed partial class JsonMemberScanner
{
    /// <summary>Opens a container with places of interest in it.</summary>
    private JsonScanState Open(bool isArray)
    {
        JsonMemberNode node = _nodes[_node];
        ref Frame frame = ref _frames[_level++];
        frame.Node = !isArray && !node.HasNames && node.Element >= 0 ? node.Element : _node;
        frame.Element = node.Element;
        frame.Member = node.Member;
        frame.IsArray = isArray;
        _phase = isArray ? Phase.ValueOrEnd : Phase.NameOrEnd;
        _node = isArray ? node.Element : JsonMemberNode.None;
        return _nesting.Open(isArray) ? JsonScanState.Running : Malformed();
    }

    /// <summary>Closes the innermost container with places of interest in it.</summary>
    private JsonScanState Close(byte b, ReadOnlySpan<byte> bytes, int at)
    {
        if (!_nesting.Close(b == (byte)']'))
        {
            return Malformed();
        }

        int member = _frames[--_level].Member;
        JsonScanState state = EndMember(member, bytes, at);
        if (_level == 0)
        {
            _phase = Phase.Complete;
            return JsonScanState.Complete;
        }

        return state;
    }

    private JsonScanState TakeSkipped(ReadOnlySpan<byte> bytes, ref int at)
    {
        switch (_skipper.Skip(ref _nesting, bytes, ref at))
        {
            case JsonScanState.Complete:
                return EndValue(_node, bytes, at);
            case JsonScanState.Malformed:
                return Malformed();
            default:
                return JsonScanState.Running;
        }
    }

    /// <summary>An open container with places of interest in it.</summary>
    private struct Frame
    {
        /// <summary>The node that names lead on from.</summary>
        public int Node;

        /// <summary>The node of the elements.</summary>
        public int Element;

        /// <summary>The member that the container is the value of, or -1.</summary>
        public int Member;

        /// <summary>Whether it is an array.</summary>
        public bool IsArray;
    }
}
