namespace Gateway.Wire.Json;

/// <content>The walk, a token at a time.</content>
public sealed partial class JsonMemberScanner
{
    private JsonScanState Walk(ReadOnlySpan<byte> bytes, ref int position)
    {
        int at = position;
        JsonScanState state = JsonScanState.Running;
        while (state == JsonScanState.Running && (uint)at < (uint)bytes.Length)
        {
            if (_phase is Phase.Name or Phase.NameOrEnd)
            {
                state = TakeMembers(bytes, ref at);
                if (state != JsonScanState.Running || at >= bytes.Length)
                {
                    break;
                }
            }
            else if (_phase == Phase.ValueOrEnd)
            {
                PassElements(bytes, ref at);
                if (at >= bytes.Length)
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
}
