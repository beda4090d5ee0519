namespace Gateway.Wire.Http1;

/// <summary>One header line, by its places in the buffer.</summary>
public struct HeaderField
{
    internal int Start;
    internal int NameLength;
    internal int ValueStart;
    internal int ValueLength;
    internal int LineLength;
    internal KnownHeader KnownAs;
    internal bool HopByHop;

    /// <summary>The whole line, from the first byte of the name to the CRLF, which is included.</summary>
    public readonly ByteRange Line => new(Start, LineLength);

    /// <summary>The name, as it was sent.</summary>
    public readonly ByteRange Name => new(Start, NameLength);

    /// <summary>The value, without the white space around it; may be empty.</summary>
    public readonly ByteRange Value => new(ValueStart, ValueLength);

    /// <summary>Which header it is, if it matters.</summary>
    public readonly KnownHeader Known => KnownAs;

    /// <summary>True for what belongs to one connection (RFC 9110 section 7.6.1), by its name or because Connection names it: never forwarded.</summary>
    public readonly bool IsHopByHop => HopByHop;
}
