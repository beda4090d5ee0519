namespace Gateway.Wire.Completions.Requests;

/// <summary>How a value is judged.</summary>
internal enum ContentRuleKind : byte
{
    /// <summary>Anything but null, false and an empty array is a reason.</summary>
    Absent,

    /// <summary>Tools: noted if there are any. An array or absent; another kind of value is a reason.</summary>
    Tools,

    /// <summary>Tools: noted if there are any. An object may stand for an array of one.</summary>
    ToolsOrTool,

    /// <summary>A string, an array (judged by its elements) or absent; another kind of value is a reason.</summary>
    TextOrParts,

    /// <summary>The same, and an object may stand for an array of one.</summary>
    TextPartsOrPart,

    /// <summary>A string, or an object whose type is one of those allowed.</summary>
    TextOrTyped,

    /// <summary>An object whose type is one of those allowed.</summary>
    Typed,

    /// <summary>An object whose type is one of those allowed, or missing.</summary>
    TypedOrNot,

    /// <summary>An object whose type is one of those allowed, or missing if another member stands there instead.</summary>
    TypedOrInstead,

    /// <summary>Anything but an object.</summary>
    Plain,

    /// <summary>Where an image comes from: a data URL is counted, another URL is a reason. An object is judged by its members.</summary>
    ImageUrl,

    /// <summary>An object that says where media comes from: <c>type</c> is base64, text, content, or a reason. A string is only a name.</summary>
    Source,

    /// <summary>An object with media inside, judged by its media type: images are counted, others are a reason.</summary>
    InlineMedia,

    /// <summary>A kind of output: text, or a reason. An array is judged by its elements.</summary>
    Modality,
}
