using System.Numerics;

namespace Gateway.Wire.Json;

/// <summary>What is known of each member's last value, and the raw bytes kept of it. Buffers grow to their bounds once and stay.</summary>
internal sealed class JsonValues
{
    private JsonMemberSet _set;
    private JsonValue[] _values;
    private byte[][] _captures;

    /// <summary>Of which members anything is known, a bit each: most members never come, and clearing them over and over would cost.</summary>
    private ulong[] _known;
    private int[] _open;
    private int _openCount;

    public JsonValues(JsonMemberSet set)
    {
        _set = set;
        _values = new JsonValue[set.Count];
        _captures = new byte[set.Count][];
        _captures.AsSpan().Fill([]);
        _known = new ulong[(set.Count + 63) / 64];
        _open = new int[set.Levels + 1];
    }

    /// <summary>What is known of a member.</summary>
    public ref JsonValue this[int member] => ref _values[member];

    /// <summary>What was captured of a member's last value.</summary>
    public ReadOnlySpan<byte> Captured(int member) => _captures[member].AsSpan(0, _values[member].CapturedLength);

    /// <summary>Forgets everything and looks for another set's members from now on.</summary>
    public void Reset(JsonMemberSet set)
    {
        Forget();
        _set = set;
        if (_values.Length < set.Count)
        {
            int before = _values.Length;
            Array.Resize(ref _values, set.Count);
            Array.Resize(ref _captures, set.Count);
            _captures.AsSpan(before).Fill([]);
            Array.Resize(ref _known, (set.Count + 63) / 64);
        }

        if (_open.Length <= set.Levels)
        {
            _open = new int[set.Levels + 1];
        }
    }

    /// <summary>Forgets everything that is known.</summary>
    public void Forget()
    {
        for (int word = 0; word < _known.Length; word++)
        {
            Forget(word, ulong.MaxValue);
        }

        _openCount = 0;
    }

    /// <summary>Forgets what stands below a place at which a new value starts.</summary>
    public void Forget(ulong[] members)
    {
        for (int word = 0; word < members.Length; word++)
        {
            Forget(word, members[word]);
        }
    }

    /// <summary>Notes a name that is a member's but for the case of its letters.</summary>
    public void NoteCaseVariant(int member)
    {
        _known[member >> 6] |= 1UL << member;
        _values[member].HasCaseVariant = true;
    }

    /// <summary>A value starts.</summary>
    public void Begin(int member, JsonKind kind, long start)
    {
        _known[member >> 6] |= 1UL << member;
        ref JsonValue value = ref _values[member];
        value.Count++;
        value.Kind = kind;
        value.Start = start;
        value.End = -1;
        value.CapturedLength = 0;
        value.IsTruncated = value.IsEmpty = false;
        if (_set[member].CaptureBytes > 0)
        {
            _open[_openCount++] = member;
        }
    }

    /// <summary>The innermost value ends with <paramref name="bytes"/>, the first of which stands at <paramref name="origin"/>.</summary>
    public void End(int member, ReadOnlySpan<byte> bytes, long origin)
    {
        _values[member].End = origin + bytes.Length;
        if (_openCount > 0 && _open[_openCount - 1] == member)
        {
            _openCount--;
            Capture(member, bytes, origin);
        }
    }

    /// <summary>Keeps what the bytes hold of values that have not ended.</summary>
    public void Suspend(ReadOnlySpan<byte> bytes, long origin)
    {
        for (int i = 0; i < _openCount; i++)
        {
            Capture(_open[i], bytes, origin);
        }
    }

    private void Forget(int word, ulong members)
    {
        for (ulong known = _known[word] & members; known != 0; known &= known - 1)
        {
            _values[(word << 6) + BitOperations.TrailingZeroCount(known)] = default;
        }

        _known[word] &= ~members;
    }

    private void Capture(int member, ReadOnlySpan<byte> bytes, long origin)
    {
        ref JsonValue value = ref _values[member];
        ReadOnlySpan<byte> part = bytes[(int)Math.Max(0, value.Start - origin)..];
        int room = _set[member].CaptureBytes - value.CapturedLength;
        if (part.Length > room)
        {
            value.IsTruncated = true;
            part = part[..room];
        }

        int length = value.CapturedLength + part.Length;
        ref byte[] capture = ref _captures[member];
        if (capture.Length < length)
        {
            Array.Resize(ref capture, (int)Math.Min((uint)_set[member].CaptureBytes, BitOperations.RoundUpToPowerOf2((uint)Math.Max(length, 32))));
        }

        part.CopyTo(capture.AsSpan(value.CapturedLength));
        value.CapturedLength = length;
    }
}
