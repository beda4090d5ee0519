using Gateway.Wire.Json;

namespace Gateway.Wire.Completions.Usage;

/// <summary>How one dialect reports usage: which of its objects matter, and what they mean. Not thread-safe.</summary>
internal abstract class ResponseReader(UsageTally tally)
{
    /// <summary>What has been learnt so far.</summary>
    protected UsageTally Tally { get; } = tally;

    /// <summary>Where the facts stand in objects that are not held whole.</summary>
    public abstract JsonMemberSet Members { get; }

    /// <summary>The member whose object reports in place of the one around it; empty if the dialect has none.</summary>
    protected virtual ReadOnlySpan<byte> Inner => default;

    /// <summary>Starts on a new response.</summary>
    public virtual void Begin()
    {
    }

    /// <summary>Reads the data of a whole event.</summary>
    /// <param name="data">The data: JSON, or <c>[DONE]</c>.</param>
    /// <param name="name">The event's name; empty if it has none.</param>
    /// <returns>Whether it is nothing but a report of usage: no answer, no choice.</returns>
    public bool ReadEvent(ReadOnlySpan<byte> data, ReadOnlySpan<byte> name)
    {
        if (TryPass(data))
        {
            return false;
        }

        if (!data.IsEmpty && data[0] != (byte)'{' && data.Trim(" \t\r\n"u8).SequenceEqual("[DONE]"u8))
        {
            ReadDone();
            return false;
        }

        var facts = new ResponseFacts { Type = name };
        WholeObject.Read(data, Inner, ref facts);
        return Apply(in facts, isStreamed: true);
    }

    /// <summary>Draws the conclusions from one object.</summary>
    /// <param name="facts">What it says.</param>
    /// <param name="isStreamed">Whether it is one of several; otherwise it is the whole response.</param>
    /// <returns>Whether it is nothing but a report of usage.</returns>
    public abstract bool Apply(in ResponseFacts facts, bool isStreamed);

    /// <summary>Deals with an event that can be told, at a glance, to matter for nothing but the count of deltas.</summary>
    protected abstract bool TryPass(ReadOnlySpan<byte> data);

    /// <summary>Keeps names and errors, which mean the same in all dialects.</summary>
    protected void ApplyNames(in ResponseFacts facts)
    {
        if (Tally.Model.IsEmpty)
        {
            Tally.Model.Set(facts.Model);
        }

        if (Tally.ServiceTier.IsEmpty)
        {
            Tally.ServiceTier.Set(facts.ServiceTier);
        }

        Tally.SawError |= facts.HasError;
    }

    /// <summary>The value of <c>type</c> where it is the first member, as providers write it; empty otherwise.</summary>
    protected static ReadOnlySpan<byte> LeadingType(ReadOnlySpan<byte> data)
    {
        var rest = data;
        if (rest.StartsWith("{\"type\":"u8))
        {
            rest = rest[8..];
            rest = rest.Length > 0 && rest[0] == (byte)' ' ? rest[1..] : rest;
            if (rest.Length > 0 && rest[0] == (byte)'"')
            {
                var end = rest[1..].IndexOf((byte)'"');
                return end < 0 ? default : rest.Slice(1, end);
            }
        }

        return default;
    }

    private void ReadDone()
    {
        // What was reported last before this mark is the final usage, even where choices stood beside it.
        Tally.SawEndMarker = true;
        Tally.IsFinal = Tally.HasUsage;
    }
}
