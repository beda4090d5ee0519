namespace Gateway.Server.Forwarding;

/// <summary>The <c>key</c> parameter of a query, in which Gemini's clients may present their API key.</summary>
internal static class QueryKey
{
    /// <summary>The value of the <c>key</c> parameter, as it is spelled; empty if there is none.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> query, out bool conflicts)
    {
        ReadOnlySpan<byte> found = default;
        conflicts = false;
        foreach (Range range in query.Split((byte)'&'))
        {
            ReadOnlySpan<byte> parameter = query[range];
            if (!IsKey(parameter))
                continue;
            if (found.IsEmpty)
                found = parameter[4..];
            else if (!found.SequenceEqual(parameter[4..]))
                conflicts = true;
        }

        return found;
    }

    /// <summary>Writes the query, question mark included, without its <c>key</c> parameters.</summary>
    public static void WriteWithout(ref SpanWriter writer, ReadOnlySpan<byte> query)
    {
        byte separator = (byte)'?';
        foreach (Range range in query.Split((byte)'&'))
        {
            ReadOnlySpan<byte> parameter = query[range];
            if (IsKey(parameter))
                continue;
            writer.Write(separator);
            writer.Write(parameter);
            separator = (byte)'&';
        }
    }

    private static bool IsKey(ReadOnlySpan<byte> parameter) => parameter.StartsWith("key="u8);
}
