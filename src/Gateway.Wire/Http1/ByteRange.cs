namespace Gateway.Wire.Http1;

/// <summary>A piece of a message by its place in the buffer that was parsed: no copy, no string, valid as long as that buffer is.</summary>
/// <param name="Start">Offset of the first byte.</param>
/// <param name="Length">Number of bytes.</param>
public readonly record struct ByteRange(int Start, int Length)
{
    /// <summary>Offset behind the last byte.</summary>
    public int End => Start + Length;

    /// <summary>True where there is nothing, be it absent or empty.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>The bytes themselves; <paramref name="buffer"/> is the one that was parsed, or a copy of it.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> buffer) => buffer.Slice(Start, Length);
}
