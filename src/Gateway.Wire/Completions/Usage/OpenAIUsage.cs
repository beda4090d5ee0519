namespace Gateway.Wire.Completions.Usage;

/// <summary>
/// Reads OpenAI's <c>usage</c> object: chat and completions (<c>prompt_tokens</c>, <c>completion_tokens</c>), embeddings, and responses
/// (<c>input_tokens</c>, <c>output_tokens</c>). Cached tokens and cache writes are inside the input, reasoning inside the output
/// (platform.openai.com, API reference, "The usage object").
/// </summary>
internal static class OpenAIUsage
{
    /// <summary>Reads the object; false if it reports no count at all, or one that cannot be.</summary>
    public static bool TryRead(ReadOnlySpan<byte> json, out TokenUsage usage)
    {
        usage = default;
        long input = TokenCount.Absent, output = TokenCount.Absent, total = TokenCount.Absent, elsewhere = 0;
        long cached = TokenCount.Absent, written = 0, reasoning = 0;
        var cursor = new JsonCursor(json);
        while (cursor.NextMember())
        {
            var readable = true;
            if (cursor.Name.SequenceEqual("prompt_tokens"u8) || cursor.Name.SequenceEqual("input_tokens"u8))
            {
                readable = TokenCount.TryRead(cursor.Value, ref input);
            }
            else if (cursor.Name.SequenceEqual("completion_tokens"u8) || cursor.Name.SequenceEqual("output_tokens"u8))
            {
                readable = TokenCount.TryRead(cursor.Value, ref output);
            }
            else if (cursor.Name.SequenceEqual("total_tokens"u8))
            {
                readable = TokenCount.TryRead(cursor.Value, ref total);
            }
            else if (cursor.Name.SequenceEqual("prompt_tokens_details"u8) || cursor.Name.SequenceEqual("input_tokens_details"u8))
            {
                readable = TryReadDetails(cursor.Value, ref cached, ref written, ref reasoning);
            }
            else if (cursor.Name.SequenceEqual("completion_tokens_details"u8) || cursor.Name.SequenceEqual("output_tokens_details"u8))
            {
                readable = TryReadDetails(cursor.Value, ref cached, ref written, ref reasoning);
            }
            else if (cursor.Name.SequenceEqual("prompt_cache_hit_tokens"u8) || cursor.Name.SequenceEqual("cached_tokens"u8))
            {
                // DeepSeek and Moonshot report cached input beside the details, or instead of them.
                readable = TokenCount.TryRead(cursor.Value, ref elsewhere);
            }

            if (!readable)
            {
                return false;
            }
        }

        if (input < 0 && output < 0 && total < 0)
        {
            return false;
        }

        output = Math.Max(output, 0);
        input = input >= 0 ? input : Math.Max(total - output, 0);
        if (reasoning > 0 && total == input + output + reasoning)
        {
            // xAI counts reasoning beside completion_tokens; its total gives it away (docs.x.ai, "Consumption and rate limits").
            output += reasoning;
        }

        return UsageSums.TryMake(input, cached >= 0 ? cached : elsewhere, written, output, reasoning, out usage);
    }

    private static bool TryReadDetails(ReadOnlySpan<byte> json, ref long cached, ref long written, ref long reasoning)
    {
        var cursor = new JsonCursor(json);
        while (cursor.NextMember())
        {
            var readable = true;
            if (cursor.Name.SequenceEqual("cached_tokens"u8))
            {
                readable = TokenCount.TryRead(cursor.Value, ref cached);
            }
            else if (cursor.Name.SequenceEqual("cache_write_tokens"u8))
            {
                readable = TokenCount.TryRead(cursor.Value, ref written);
            }
            else if (cursor.Name.SequenceEqual("reasoning_tokens"u8))
            {
                readable = TokenCount.TryRead(cursor.Value, ref reasoning);
            }

            if (!readable)
            {
                return false;
            }
        }

        return true;
    }
}
