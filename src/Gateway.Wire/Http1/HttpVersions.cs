namespace Gateway.Wire.Http1;

/// <summary>Tells a version that is not spoken from something that is no version.</summary>
internal static class HttpVersions
{
    /// <summary>True for HTTP-version of RFC 9112 section 2.3: "HTTP/", digit, ".", digit.</summary>
    public static bool HasForm(ReadOnlySpan<byte> text) =>
        text.Length == 8 && text.StartsWith("HTTP/"u8) && char.IsAsciiDigit((char)text[5]) && text[6] == '.' && char.IsAsciiDigit((char)text[7]);
}
