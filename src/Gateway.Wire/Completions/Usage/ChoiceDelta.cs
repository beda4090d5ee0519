namespace Gateway.Wire.Completions.Usage;

/// <summary>
/// Tells at a glance what an event of a stream holds: nearly all are a few characters of the answer. A name in quotes cannot
/// stand inside a string, where its quotes would be escaped, so that finding it is enough to look closer.
/// </summary>
internal static class ChoiceDelta
{
    /// <summary>Whether a choice's <c>delta</c> has anything in it besides the role.</summary>
    public static bool HasDelta(ReadOnlySpan<byte> data)
    {
        while (TryFindValue(ref data, "\"delta\""u8))
        {
            // As OpenAI writes it, nine times in ten.
            if (data.StartsWith("{\"content\":\""u8) && data.Length > 12 && data[12] != (byte)'"')
            {
                return true;
            }

            var cursor = new JsonCursor(data);
            while (cursor.NextMember())
            {
                if (RawJson.IsFilled(cursor.Value) && !cursor.Name.SequenceEqual("role"u8))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether a choice's <c>text</c> is not empty.</summary>
    public static bool HasText(ReadOnlySpan<byte> data)
    {
        while (TryFindValue(ref data, "\"text\""u8))
        {
            if (data.Length > 1 && data[0] == (byte)'"' && data[1] != (byte)'"')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a candidate's <c>parts</c> are not empty.</summary>
    public static bool HasParts(ReadOnlySpan<byte> data)
    {
        while (TryFindValue(ref data, "\"parts\""u8))
        {
            if (!data.IsEmpty && data[0] == (byte)'[' && !RawJson.IsEmptyArray(data))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether <c>usage</c> is there other than as null, at any depth.</summary>
    public static bool MentionsUsage(ReadOnlySpan<byte> data)
    {
        while (TryFindValue(ref data, "\"usage\""u8))
        {
            if (!data.StartsWith("null"u8))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Moves to the next value of that name; false if there is none.</summary>
    private static bool TryFindValue(scoped ref ReadOnlySpan<byte> data, ReadOnlySpan<byte> quotedName)
    {
        while (true)
        {
            var at = data.IndexOf(quotedName);
            if (at < 0)
            {
                return false;
            }

            data = data[(at + quotedName.Length)..];
            if (!data.IsEmpty && data[0] is not (byte)':')
            {
                data = data.TrimStart(" \t\r\n"u8);
            }

            if (!data.IsEmpty && data[0] == (byte)':')
            {
                data = data[1..];
                if (!data.IsEmpty && data[0] <= (byte)' ')
                {
                    data = data.TrimStart(" \t\r\n"u8);
                }

                return true;
            }
        }
    }
}
