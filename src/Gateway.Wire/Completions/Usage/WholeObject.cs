namespace Gateway.Wire.Completions.Usage;

/// <summary>Finds the facts of an object that is wholly in memory. Of several members of one name the last counts.</summary>
internal static class WholeObject
{
    /// <summary>Reads the facts of an object.</summary>
    /// <param name="json">The object. Members after a malformed or cut one are not seen.</param>
    /// <param name="inner">The member whose object reports in place of the one around it; empty if the dialect has none.</param>
    /// <param name="facts">What was found is added here.</param>
    public static void Read(ReadOnlySpan<byte> json, ReadOnlySpan<byte> inner, scoped ref ResponseFacts facts)
    {
        var cursor = new JsonCursor(json);
        while (cursor.NextMember())
        {
            if (!inner.IsEmpty && cursor.Name.SequenceEqual(inner))
            {
                ReadInner(cursor.Value, ref facts);
            }
            else
            {
                Take(cursor.Name, cursor.Value, ref facts);
            }
        }
    }

    private static void ReadInner(ReadOnlySpan<byte> json, scoped ref ResponseFacts facts)
    {
        var cursor = new JsonCursor(json);
        while (cursor.NextMember())
        {
            // The type is the event's, not that of the object which it reports on.
            if (!cursor.Name.SequenceEqual("type"u8))
            {
                Take(cursor.Name, cursor.Value, ref facts);
            }
        }
    }

    private static void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, scoped ref ResponseFacts facts)
    {
        switch (name.Length)
        {
            case 4 when name.SequenceEqual("type"u8):
                facts.Type = value is [(byte)'"', .., (byte)'"'] ? value[1..^1] : default;
                break;
            case 5 when name.SequenceEqual("usage"u8):
            case 13 when name.SequenceEqual("usageMetadata"u8):
                facts.Usage = value;
                break;
            case 5 when name.SequenceEqual("model"u8):
            case 12 when name.SequenceEqual("modelVersion"u8):
                facts.Model = value;
                break;
            case 12 when name.SequenceEqual("service_tier"u8):
                facts.ServiceTier = value;
                break;
            case 5 when name.SequenceEqual("error"u8):
                facts.HasError = RawJson.IsPresent(value);
                break;
            case 7 when name.SequenceEqual("choices"u8):
                facts.HasEmptyChoices = RawJson.IsEmptyArray(value);
                facts.HasChoices = value[0] == (byte)'[' && !facts.HasEmptyChoices;
                break;
            case 10 when name.SequenceEqual("candidates"u8):
                ReadCandidates(value, ref facts);
                break;
            case 5 when name.SequenceEqual("delta"u8):
                facts.IsFinished = HasFilled(value, "stop_reason"u8);
                break;
            case 14 when name.SequenceEqual("promptFeedback"u8):
                facts.IsFinished |= HasFilled(value, "blockReason"u8);
                break;
            default:
                break;
        }
    }

    private static void ReadCandidates(ReadOnlySpan<byte> json, scoped ref ResponseFacts facts)
    {
        // Only few chunks have a reason to finish; where the words stand nowhere, nothing needs to be walked. (Arguments of a function call are
        // JSON here, and may use any words at all.)
        facts.HasContent = ChoiceDelta.HasParts(json);
        if (json.IndexOf("\"finishReason\""u8) < 0)
        {
            return;
        }

        var candidates = new JsonCursor(json);
        while (candidates.NextElement())
        {
            facts.IsFinished |= HasFilled(candidates.Value, "finishReason"u8);
        }
    }

    private static bool HasFilled(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        var cursor = new JsonCursor(json);
        while (cursor.NextMember())
        {
            if (cursor.Name.SequenceEqual(name) && RawJson.IsFilled(cursor.Value))
            {
                return true;
            }
        }

        return false;
    }
}
