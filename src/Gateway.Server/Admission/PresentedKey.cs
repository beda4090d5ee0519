using System.Text;
using Gateway.Server.Forwarding;
using Gateway.Wire.Completions;
using Gateway.Wire.Http1;

namespace Gateway.Server.Admission;

/// <summary>Finds the API key that a request presents: in any of the headers that the SDKs use, and on Gemini routes in the query.</summary>
internal static class PresentedKey
{
    /// <summary>The key's bytes; empty if none was presented.</summary>
    /// <param name="head">The request's head.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="dialect">Whose route it is.</param>
    /// <param name="conflicts">Two keys that differ were presented.</param>
    public static ReadOnlySpan<byte> Find(RequestHead head, ReadOnlySpan<byte> bytes, Dialect dialect, out bool conflicts)
    {
        ReadOnlySpan<byte> found = default;
        conflicts = false;
        for (int i = 0; i < head.HeaderCount; i++)
        {
            ref readonly HeaderField field = ref head.Header(i);
            ReadOnlySpan<byte> presented;
            switch (field.Known)
            {
                case KnownHeader.Authorization:
                    presented = BearerToken(field.Value.Of(bytes));
                    break;
                case KnownHeader.XApiKey:
                case KnownHeader.ApiKey:
                case KnownHeader.XGoogApiKey:
                    presented = field.Value.Of(bytes);
                    break;
                default:
                    continue;
            }

            conflicts |= Differ(ref found, presented);
        }

        if (dialect == Dialect.Gemini)
        {
            ReadOnlySpan<byte> query = head.Query.Of(bytes);
            if (!query.IsEmpty)
            {
                ReadOnlySpan<byte> presented = QueryKey.Find(query, out bool queryConflicts);
                conflicts |= queryConflicts || Differ(ref found, presented);
            }
        }

        return found;
    }

    private static bool Differ(ref ReadOnlySpan<byte> found, ReadOnlySpan<byte> presented)
    {
        if (presented.IsEmpty)
            return false;
        if (!found.IsEmpty)
            return !found.SequenceEqual(presented);
        found = presented;
        return false;
    }

    private static ReadOnlySpan<byte> BearerToken(ReadOnlySpan<byte> value)
        => value.Length > 7 && value[6] == ' ' && Ascii.EqualsIgnoreCase(value[..6], "Bearer"u8) ? value[7..].TrimStart((byte)' ') : default;
}
