using System.Text;

namespace Gateway.Wire.Completions.Requests;

/// <summary>Parameters behind a header's value (RFC 9110, section 5.6.6): <c>; name=token; name="quoted"</c>.</summary>
internal static class HeaderParameter
{
    /// <summary>
    /// The value of the first parameter of that name, without quotes; empty if it is missing or not well-formed. A quoted value with a
    /// backslash counts as not well-formed: neither a boundary nor the name <c>model</c> needs one.
    /// </summary>
    /// <param name="parameters">The text from the first semicolon on.</param>
    /// <param name="name">The name, in lower case; names are compared without regard to case.</param>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> parameters, ReadOnlySpan<byte> name)
    {
        while (!parameters.IsEmpty && parameters[0] == (byte)';')
        {
            parameters = parameters[1..].TrimStart(" \t"u8);
            int equals = parameters.IndexOfAny((byte)'=', (byte)';');
            if (equals < 0)
            {
                break;
            }

            if (parameters[equals] == (byte)';')
            {
                parameters = parameters[equals..];
                continue;
            }

            ReadOnlySpan<byte> found = parameters[..equals];
            ReadOnlySpan<byte> value = TakeValue(parameters[(equals + 1)..], out parameters);
            if (Ascii.EqualsIgnoreCase(found, name))
            {
                return value;
            }

            parameters = parameters.TrimStart(" \t"u8);
        }

        return default;
    }

    private static ReadOnlySpan<byte> TakeValue(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> rest)
    {
        if (!text.IsEmpty && text[0] == (byte)'"')
        {
            int quote = text[1..].IndexOfAny((byte)'"', (byte)'\\');
            if (quote < 0 || text[quote + 1] == (byte)'\\')
            {
                rest = default;
                return default;
            }

            rest = text[(quote + 2)..];
            return text.Slice(1, quote);
        }

        int end = text.IndexOf((byte)';');
        end = end < 0 ? text.Length : end;
        rest = text[end..];
        return text[..end].TrimEnd(" \t"u8);
    }
}
