namespace Gateway.Wire.Json;

/// <content>Members by their names, and those of no interest passed over whole.</content>
public sealed partial class JsonMemberScanner
{
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

    private void TakeName(ReadOnlySpan<byte> bytes, ref int at)
    {
        if (!_name.Find(bytes, ref at, out ReadOnlySpan<byte> name))
        {
            return;
        }

        _phase = Phase.Colon;
        SetNode(_nodes[_frames[_level - 1].Node], name);
    }
}
