namespace Gateway.Wire.Completions.Usage;

/// <summary>
/// Reads Gemini's <c>usageMetadata</c>. <c>promptTokenCount</c> includes the cached content; results of tools that were given back to
/// the model are input beside it; thoughts are output beside the candidates (ai.google.dev/api/generate-content, UsageMetadata).
/// </summary>
internal static class GeminiUsage
{
    /// <summary>Reads the object; false if it reports no count at all, or one that cannot be.</summary>
    public static bool TryRead(ReadOnlySpan<byte> json, out TokenUsage usage)
    {
        usage = default;
        long prompt = TokenCount.Absent, cached = 0, tools = 0, candidates = TokenCount.Absent, thoughts = 0, total = TokenCount.Absent;
        var cursor = new JsonCursor(json);
        while (cursor.NextMember())
        {
            var readable = true;
            if (cursor.Name.SequenceEqual("promptTokenCount"u8))
            {
                readable = TokenCount.TryRead(cursor.Value, ref prompt);
            }
            else if (cursor.Name.SequenceEqual("candidatesTokenCount"u8))
            {
                readable = TokenCount.TryRead(cursor.Value, ref candidates);
            }
            else if (cursor.Name.SequenceEqual("thoughtsTokenCount"u8))
            {
                readable = TokenCount.TryRead(cursor.Value, ref thoughts);
            }
            else if (cursor.Name.SequenceEqual("cachedContentTokenCount"u8))
            {
                readable = TokenCount.TryRead(cursor.Value, ref cached);
            }
            else if (cursor.Name.SequenceEqual("toolUsePromptTokenCount"u8))
            {
                readable = TokenCount.TryRead(cursor.Value, ref tools);
            }
            else if (cursor.Name.SequenceEqual("totalTokenCount"u8))
            {
                readable = TokenCount.TryRead(cursor.Value, ref total);
            }

            if (!readable)
            {
                return false;
            }
        }

        if (prompt < 0 && candidates < 0 && thoughts == 0 && total < 0)
        {
            return false;
        }

        var output = Math.Max(candidates, 0) + thoughts;
        var input = prompt >= 0 ? prompt + tools : Math.Max(total - output, tools);
        return UsageSums.TryMake(input, cached, 0, output, thoughts, out usage);
    }
}
