namespace Gateway.Wire.Completions.Usage;

/// <summary>
/// Anthropic's <c>usage</c>, put together over a stream: <c>message_start</c> gives the input, every <c>message_delta</c> cumulative
/// counts of which later ones override earlier ones where they are present. <c>input_tokens</c> excludes what was read from and
/// written to the cache (docs.anthropic.com, "Prompt caching", "Tracking cache performance"); thinking is inside the output.
/// </summary>
internal struct AnthropicUsage
{
    private long _input;
    private long _cacheRead;
    private long _cacheWrite;
    private long _output;
    private long _thinking;

    /// <summary>A usage of which nothing was reported yet.</summary>
    public static AnthropicUsage Unreported => new()
    {
        _input = TokenCount.Absent,
        _cacheRead = TokenCount.Absent,
        _cacheWrite = TokenCount.Absent,
        _output = TokenCount.Absent,
        _thinking = TokenCount.Absent,
    };

    /// <summary>Takes over what the object reports; false, and nothing is changed, if a count cannot be or none is there.</summary>
    public bool TryMerge(ReadOnlySpan<byte> json, out TokenUsage usage)
    {
        usage = default;
        var merged = this;
        var cursor = new JsonCursor(json);
        while (cursor.NextMember())
        {
            if (!merged.TryTake(cursor.Name, cursor.Value))
            {
                return false;
            }
        }

        if (merged is { _input: < 0, _cacheRead: < 0, _cacheWrite: < 0, _output: < 0 })
        {
            return false;
        }

        var cached = Math.Max(merged._cacheRead, 0);
        var written = Math.Max(merged._cacheWrite, 0);
        var input = Math.Max(merged._input, 0) + cached + written;
        if (!UsageSums.TryMake(input, cached, written, Math.Max(merged._output, 0), Math.Max(merged._thinking, 0), out usage))
        {
            return false;
        }

        this = merged;
        return true;
    }

    private bool TryTake(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.SequenceEqual("input_tokens"u8))
        {
            return TokenCount.TryRead(value, ref _input);
        }

        if (name.SequenceEqual("output_tokens"u8))
        {
            return TokenCount.TryRead(value, ref _output);
        }

        if (name.SequenceEqual("cache_read_input_tokens"u8))
        {
            return TokenCount.TryRead(value, ref _cacheRead);
        }

        if (name.SequenceEqual("cache_creation_input_tokens"u8))
        {
            return TokenCount.TryRead(value, ref _cacheWrite);
        }

        return !name.SequenceEqual("output_tokens_details"u8) || TryTakeDetails(value);
    }

    private bool TryTakeDetails(ReadOnlySpan<byte> json)
    {
        var cursor = new JsonCursor(json);
        while (cursor.NextMember())
        {
            if (cursor.Name.SequenceEqual("thinking_tokens"u8) && !TokenCount.TryRead(cursor.Value, ref _thinking))
            {
                return false;
            }
        }

        return true;
    }
}
