namespace Gateway.Wire.Http1;

/// <summary>Why a chunked body was rejected.</summary>
public enum ChunkedFault : byte
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>A chunk does not begin with a hexadecimal size, or something odd follows the size.</summary>
    MalformedSize,

    /// <summary>A chunk's size has more than 15 digits.</summary>
    SizeOverflow,

    /// <summary>A chunk extension is not of the form that RFC 9112 section 7.1.1 gives.</summary>
    MalformedExtension,

    /// <summary>Far more bytes of extensions than of data.</summary>
    ExtensionsTooLong,

    /// <summary>A line ends in LF without CR, or a CR is not followed by LF.</summary>
    MalformedLineEnd,

    /// <summary>A chunk's data is longer than its size said.</summary>
    MissingDataEnd,

    /// <summary>A trailer line is malformed.</summary>
    MalformedTrailer,

    /// <summary>A trailer of a kind that must not be one (RFC 9110 section 6.5.1): framing, routing, credentials.</summary>
    ForbiddenTrailer,

    /// <summary>The trailers are longer than <see cref="ChunkedReader.MaxTrailerBytes"/>.</summary>
    TrailersTooLong,
}
