using System.Text;

namespace Gateway.Wire.Json;

/// <summary>The content of JSON strings (RFC 8259, section 7).</summary>
public static class JsonString
{
    /// <summary>Takes the quotes off a captured string; false if it is not a whole one.</summary>
    public static bool TryUnquote(ReadOnlySpan<byte> raw, out ReadOnlySpan<byte> content)
    {
        bool whole = raw.Length >= 2 && raw[0] == (byte)'"' && raw[^1] == (byte)'"';
        content = whole ? raw[1..^1] : default;
        return whole;
    }

    /// <summary>
    /// Unescapes what stands between the quotes into UTF-8. Other bytes are copied as they are, whatever they are.
    /// False if an escape is none of RFC 8259's, a surrogate stands alone, or <paramref name="destination"/> is too small; the length of
    /// <paramref name="content"/> is always enough.
    /// </summary>
    public static bool TryUnescape(ReadOnlySpan<byte> content, Span<byte> destination, out int written)
    {
        written = 0;
        while (!content.IsEmpty)
        {
            int plain = content.IndexOf((byte)'\\');
            plain = plain < 0 ? content.Length : plain;
            if (!content[..plain].TryCopyTo(destination[written..]))
            {
                return false;
            }

            written += plain;
            content = content[plain..];
            if (content.IsEmpty)
            {
                break;
            }

            int length = EscapeLength(content, out Rune rune);
            if (length == 0 || !rune.TryEncodeToUtf8(destination[written..], out int bytes))
            {
                return false;
            }

            written += bytes;
            content = content[length..];
        }

        return true;
    }

    /// <summary>The length of the escape at the start of <paramref name="content"/> and what it stands for; 0 if it is none.</summary>
    internal static int EscapeLength(ReadOnlySpan<byte> content, out Rune rune)
    {
        rune = default;
        if (content.Length < 2)
        {
            return 0;
        }

        byte simple = content[1] switch
        {
            (byte)'"' => (byte)'"',
            (byte)'\\' => (byte)'\\',
            (byte)'/' => (byte)'/',
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            _ => 0,
        };
        if (simple != 0)
        {
            rune = new Rune((char)simple);
            return 2;
        }

        if (!TryHex(content, out char first))
        {
            return 0;
        }

        if (Rune.TryCreate(first, out rune))
        {
            return 6;
        }

        return TryHex(content[6..], out char second) && Rune.TryCreate(first, second, out rune) ? 12 : 0;
    }

    /// <summary>Reads <c>\uXXXX</c>.</summary>
    private static bool TryHex(ReadOnlySpan<byte> content, out char unit)
    {
        unit = default;
        if (content.Length < 6 || content[0] != (byte)'\\' || content[1] != (byte)'u')
        {
            return false;
        }

        int value = 0;
        foreach (byte digit in content.Slice(2, 4))
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return false;
            }

            value = (value << 4) | (digit <= (byte)'9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        unit = (char)value;
        return true;
    }
}
