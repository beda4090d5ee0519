namespace Gateway.Wire.Json;

/// <summary>A number or a literal, over any split of its bytes. Literals are told by their spelling, numbers only by their first byte.</summary>
internal struct JsonWord
{
    private JsonKind _candidate;
    private int _length;

    /// <summary>What the word is; meaningful when it has ended.</summary>
    public readonly JsonKind Kind => _candidate == JsonKind.Number || _length == Spelling(_candidate).Length ? _candidate : JsonKind.Other;

    /// <summary>What a whole word is.</summary>
    public static JsonKind KindOf(ReadOnlySpan<byte> word) => word[0] switch
    {
        (byte)'-' or (>= (byte)'0' and <= (byte)'9') => JsonKind.Number,
        (byte)'t' when word.SequenceEqual("true"u8) => JsonKind.True,
        (byte)'f' when word.SequenceEqual("false"u8) => JsonKind.False,
        (byte)'n' when word.SequenceEqual("null"u8) => JsonKind.Null,
        _ => JsonKind.Other,
    };

    /// <summary>Starts on a word whose first byte has been taken.</summary>
    public void Begin(byte first, JsonKind kind)
    {
        _length = 1;
        _candidate = kind == JsonKind.Number
            ? JsonKind.Number
            : first switch
            {
                (byte)'t' => JsonKind.True,
                (byte)'f' => JsonKind.False,
                (byte)'n' => JsonKind.Null,
                _ => JsonKind.Other,
            };
    }

    /// <summary>Moves to the first byte after the word and returns true, or past all the bytes and returns false.</summary>
    public bool Find(ReadOnlySpan<byte> bytes, ref int position)
    {
        int at = position;
        ReadOnlySpan<byte> spelling = Spelling(_candidate);
        while ((uint)at < (uint)bytes.Length)
        {
            byte b = bytes[at];
            if (!JsonBytes.IsWord(b))
            {
                position = at;
                return true;
            }

            if (_candidate != JsonKind.Number && ((uint)_length >= (uint)spelling.Length || b != spelling[_length]))
            {
                _candidate = JsonKind.Other;
                spelling = default;
            }

            _length = Math.Min(_length + 1, 16);
            at++;
        }

        position = at;
        return false;
    }

    private static ReadOnlySpan<byte> Spelling(JsonKind kind) => kind switch
    {
        JsonKind.True => "true"u8,
        JsonKind.False => "false"u8,
        JsonKind.Null => "null"u8,
        _ => default,
    };
}
