using Gateway.Wire.Json;

namespace Gateway.Wire.Completions.Requests;

/// <summary>Reads the numbers of a request off its members.</summary>
internal static class RequestSum
{
    /// <summary>
    /// The cap on a choice's tokens; -1 if there is none, one that is no count (some servers take -1 for no limit), or one that stands there
    /// twice. Of caps with different names the largest counts.
    /// </summary>
    public static long OutputCap(RequestMembers members, JsonMemberScanner scanner)
    {
        long cap = -1;
        foreach (int member in members.Caps)
        {
            ref readonly JsonValue value = ref scanner[member];
            if (value.Count == 0 || (value.Count == 1 && value.Kind == JsonKind.Null))
            {
                continue;
            }

            if (value.Count > 1 || !TryRead(scanner, member, out long tokens))
            {
                return -1;
            }

            cap = Math.Max(cap, tokens);
        }

        return cap;
    }

    /// <summary>The number of choices; false if it cannot be told for sure, with what seems likely.</summary>
    public static bool TryChoices(RequestMembers members, JsonMemberScanner scanner, out int choices)
    {
        long most = 1;
        bool sure = true;
        foreach (int member in members.Choices)
        {
            ref readonly JsonValue value = ref scanner[member];
            if (value.Count == 0 || (value.Count == 1 && value.Kind == JsonKind.Null))
            {
                continue;
            }

            if (TryRead(scanner, member, out long count))
            {
                most = Math.Max(most, count);
            }
            else
            {
                sure = false;
            }
        }

        // An array of numbers is one prompt, given in tokens; so is a mixture, for the servers that take one.
        if (members.Prompts >= 0 && scanner[members.Prompts] is { Count: > 1, Kind: not JsonKind.Number } prompts)
        {
            most = most > int.MaxValue / prompts.Count ? int.MaxValue : most * prompts.Count;
        }

        choices = (int)Math.Min(most, int.MaxValue);
        return sure;
    }

    /// <summary>Why a document that was looked at deeply cannot be bounded for reasons of its form.</summary>
    public static UnboundedReasons Ambiguities(RequestMembers members, JsonMemberScanner scanner)
    {
        foreach (int member in members.Single)
        {
            if (scanner[member].Count > 1)
            {
                return UnboundedReasons.Ambiguous;
            }
        }

        int tiers = 0;
        foreach (int member in members.Tiers)
        {
            ref readonly JsonValue value = ref scanner[member];
            tiers += value.Kind is JsonKind.None or JsonKind.Null ? 0 : 1;
            if (value.Kind is not (JsonKind.None or JsonKind.Null or JsonKind.String) || value.IsTruncated)
            {
                return UnboundedReasons.Ambiguous;
            }
        }

        for (int member = 0; member < members.Set.Count; member++)
        {
            if (scanner[member].HasCaseVariant)
            {
                return UnboundedReasons.Ambiguous;
            }
        }

        return tiers > 1 ? UnboundedReasons.Ambiguous : UnboundedReasons.None;
    }

    private static bool TryRead(JsonMemberScanner scanner, int member, out long count)
    {
        count = 0;
        ref readonly JsonValue value = ref scanner[member];
        return value is { Kind: JsonKind.Number, IsTruncated: false, End: >= 0 } && JsonNumber.TryReadCount(scanner.Captured(member), out count);
    }
}
