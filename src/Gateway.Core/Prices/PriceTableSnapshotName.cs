namespace Gateway.Core.Prices;

/// <summary>
/// The model behind a dated or floating name: providers sell <c>gpt-4o-2024-08-06</c>, <c>claude-sonnet-4-5-20250929</c>, Vertex's
/// <c>claude-sonnet-4-5@20250929</c> and <c>claude-3-7-sonnet-latest</c> at the price of the model, unless a price list says otherwise.
/// </summary>
internal static class PriceTableSnapshotName
{
    /// <summary>The name without its date or <c>-latest</c>; empty if it has neither.</summary>
    public static ReadOnlySpan<byte> ModelOf(ReadOnlySpan<byte> name)
    {
        if (name.EndsWith("-latest"u8))
            return name[..^7];
        if (EndsWith(name, "-####-##-##"u8))
            return name[..^11];
        if (EndsWith(name, "-########"u8) || EndsWith(name, "@########"u8))
            return name[..^9];
        return [];
    }

    private static bool EndsWith(ReadOnlySpan<byte> name, ReadOnlySpan<byte> shape)
    {
        if (name.Length <= shape.Length)
            return false;
        var end = name[^shape.Length..];
        for (var i = 0; i < shape.Length; i++)
        {
            if (shape[i] == '#' ? !char.IsAsciiDigit((char)end[i]) : shape[i] != end[i])
                return false;
        }

        return end[1] is (byte)'1' or (byte)'2';
    }
}
