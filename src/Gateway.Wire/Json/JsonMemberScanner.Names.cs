namespace Gateway.Wire.Json;

/// <content>Members by their names, and those that are whole in one go.</content>
public sealed partial class JsonMemberScanner
{
    /// <summary>
    /// Takes members as long as each is whole in these bytes. Leaves the rest to one step at a time: containers of interest and values that
    /// are cut off from their start on, and members whose name is escaped or that are malformed from the name on.
    /// </summary>
    private JsonScanState TakeMembers(ReadOnlySpan<byte> bytes, ref int position)
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
            if ((uint)at >= (uint)bytes.Length)
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
            else if (_node >= 0)
            {
                return JsonScanState.Running;
            }
            else
            {
                // A container, or what cannot be a value.
                JsonScanState skipped = BeginValue(b, ++position);
                skipped = skipped == JsonScanState.Running ? TakeSkipped(bytes, ref position) : skipped;
                if (skipped != JsonScanState.Running || _phase != Phase.Next)
                {
                    return skipped;
                }

                at = position;
            }

            if ((uint)at >= (uint)bytes.Length)
            {
                return JsonScanState.Running;
            }

            _phase = Phase.Next;
            if (_node >= 0 && TakeWhole(_nodes[_node], bytes[..at], position) == JsonScanState.Value)
            {
                position = at;
                return JsonScanState.Value;
            }

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
