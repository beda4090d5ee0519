namespace Gateway.Wire.Completions;

/// <summary>Why the cost of a request cannot be bounded by what stands in its body.</summary>
[Flags]
public enum UnboundedReasons : ushort
{
    /// <summary>It can be.</summary>
    None = 0,

    /// <summary>Nobody looked: the scan was not a deep one, or has not ended.</summary>
    NotExamined = 1,

    /// <summary>It refers to content that it does not carry: URLs, file ids, previous responses, conversations, stored prompts, caches.</summary>
    OutsideContent = 2,

    /// <summary>The provider may work on its own account: search, code execution, remote tools, compaction.</summary>
    ProviderTools = 4,

    /// <summary>It asks for audio or images, which are priced apart.</summary>
    AudioOrImageOutput = 8,

    /// <summary>It carries audio, video or documents, of which a byte may become any number of tokens.</summary>
    Media = 16,

    /// <summary>It carries a prediction, which is charged as output beyond any cap.</summary>
    Prediction = 32,

    /// <summary>It asks for treatment with a price of its own.</summary>
    PricedApart = 64,

    /// <summary>It has content in a form that is not known here.</summary>
    UnknownContent = 128,

    /// <summary>A member that matters stands there twice, in another case, or with a value that parsers read differently.</summary>
    Ambiguous = 256,

    /// <summary>It is not whole, well-formed JSON, so another parser may see something else in it.</summary>
    Malformed = 512,
}
