using Gateway.Core.Keys;

namespace Gateway.Admin.Keys;

/// <summary>A text that keys are searched for, prepared once for a million comparisons, which allocate nothing. ASCII and other letters match without regard to case.</summary>
internal sealed class KeySearchText
{
    private readonly string? _text;
    private readonly string? _partOfId;

    /// <summary>Prepares a text.</summary>
    /// <param name="text">Part of a name, an id or a prefix; null matches every key.</param>
    public KeySearchText(string? text)
    {
        _text = text;
        if (text is null)
            return;
        var part = text.StartsWith(KeyPrefix.OfStandardKeys, StringComparison.OrdinalIgnoreCase) ? text[KeyPrefix.OfStandardKeys.Length..] : text;
        if (part.Length is > 0 and <= KeySecret.PublicIdLength && part.All(char.IsAsciiLetterOrDigit))
            _partOfId = part;
    }

    /// <summary>Whether the key's name, id or prefix contains the text.</summary>
    public bool IsIn(ApiKey key, KeyPolicy policy)
    {
        if (_text is null || policy.Name.Contains(_text, StringComparison.OrdinalIgnoreCase))
            return true;
        if (policy.LegacyPrefix is { } prefix && prefix.Contains(_text, StringComparison.OrdinalIgnoreCase))
            return true;
        if (_partOfId is null)
            return false;
        Span<char> id = stackalloc char[KeySecret.PublicIdLength];
        key.PublicId.CopyTo(id);
        return id.Contains(_partOfId, StringComparison.OrdinalIgnoreCase);
    }
}
