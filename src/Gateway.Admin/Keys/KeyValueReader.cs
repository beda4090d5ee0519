using System.Text.Json;
using Gateway.Admin.Calendars;
using Gateway.Admin.Json;

namespace Gateway.Admin.Keys;

/// <summary>Reads the values of a key's fields, one token or subtree each, and notes what is wrong with them. Leaves the reader on the value's last token.</summary>
/// <param name="json">The reader, to be placed on a value before each call.</param>
/// <param name="errors">Where to note errors.</param>
internal ref struct KeyValueReader(Utf8JsonReader json, List<FieldError> errors)
{
    /// <summary>The reader.</summary>
    public Utf8JsonReader Json = json;

    /// <summary>The field whose value is read, for errors.</summary>
    public string Field = "";

    /// <summary>What is wrong so far.</summary>
    public readonly List<FieldError> Errors => errors;

    /// <summary>Whether the value is null.</summary>
    public readonly bool IsNull => Json.TokenType == JsonTokenType.Null;

    /// <summary>Notes an error and goes past the value.</summary>
    public void Fail(string message)
    {
        errors.Add(new(Field, message));
        Json.Skip();
    }

    /// <summary>The text of a string or a member's name; null if it is not Unicode (a lone surrogate, bytes that are not UTF-8).</summary>
    public string? Text()
    {
        try
        {
            return Json.GetString();
        }
        catch (InvalidOperationException)
        {
            errors.Add(new(Field, "must be valid Unicode text"));
            return null;
        }
    }

    /// <summary>A name or label.</summary>
    public string? Label()
    {
        if (Json.TokenType == JsonTokenType.String)
        {
            if (Text() is not { } text)
                return null;
            if (LabelText.IsValid(text))
                return text;
        }

        Fail($"must be text of 1 to {KeyLimits.NameCharacters} characters, without control characters and without blanks at its ends");
        return null;
    }

    /// <summary>One of some words.</summary>
    public T Choice<T>(IReadOnlyList<KeyValuePair<string, T>> choices)
        where T : struct, Enum
    {
        var text = Json.TokenType == JsonTokenType.String ? Text() : null;
        foreach (var (word, value) in choices)
        {
            if (text == word)
                return value;
        }

        var words = choices.Select(choice => $"\"{choice.Key}\"").ToArray();
        Fail(words.Length == 2 ? $"must be {words[0]} or {words[1]}" : $"must be one of {string.Join(", ", words)}");
        return default;
    }

    /// <summary>True or false.</summary>
    public bool Flag()
    {
        if (Json.TokenType is JsonTokenType.True or JsonTokenType.False)
            return Json.GetBoolean();
        Fail("must be true or false");
        return false;
    }

    /// <summary>A time, as UTC ticks.</summary>
    public long Time()
    {
        if (Json.TokenType == JsonTokenType.String && Text() is { } text && Rfc3339.TryParse(text, out var ticks))
            return ticks;
        Fail("must be a time with its offset as in RFC 3339, such as \"2027-01-31T00:00:00Z\", or null");
        return 0;
    }

    /// <summary>US dollars, as nano-dollars; a number, or the same in quotes.</summary>
    public long Usd(long mostNano)
    {
        if (Json.TokenType is JsonTokenType.Number or JsonTokenType.String
            && UsdText.TryParse(Json.ValueSpan, out var nano) && nano <= mostNano)
        {
            return nano;
        }

        Fail($"must be US dollars from 0 to {mostNano / UsdText.NanoPerUsd} with at most {UsdText.Places} decimal places, or null");
        return 0;
    }

    /// <summary>A whole number.</summary>
    public long Whole(long least, long most)
    {
        if (Json.TokenType == JsonTokenType.Number && Json.TryGetInt64(out var value) && value >= least && value <= most)
            return value;
        Fail($"must be a whole number from {least} to {most}, or null");
        return least;
    }

    /// <summary>An IANA time zone.</summary>
    public string Zone()
    {
        var text = Json.TokenType == JsonTokenType.String ? Text() : null;
        if (text is not null && ResetCalendars.IsZone(text))
            return text;
        var closest = text is null ? null : ClosestName.Of(text, ResetCalendars.Zones);
        Fail("must be a time zone of the IANA database, such as \"UTC\" or \"Europe/Berlin\"" + (closest is null ? "" : $"; did you mean \"{closest}\"?"));
        return KeyLimits.DefaultTimeZone;
    }

    /// <summary>A list of globs.</summary>
    public IReadOnlyList<string> Globs()
    {
        if (Json.TokenType != JsonTokenType.StartArray)
        {
            Fail("must be a list of globs such as [\"gpt-4o*\"], or null for all models");
            return [];
        }

        List<string> globs = [];
        var right = true;
        while (Json.Read() && Json.TokenType != JsonTokenType.EndArray)
        {
            var glob = Json.TokenType == JsonTokenType.String ? Text() : null;
            right &= glob is { Length: > 0 and <= KeyLimits.GlobCharacters } && !glob.Any(char.IsControl);
            globs.Add(glob ?? "");
            Json.Skip();
        }

        if (!right || globs.Count > KeyLimits.AllowedModels)
            errors.Add(new(Field, $"must hold at most {KeyLimits.AllowedModels} globs, each text of 1 to {KeyLimits.GlobCharacters} characters without control characters"));
        return globs;
    }

    /// <summary>A map of texts; a null stands for a member to be removed.</summary>
    public IReadOnlyDictionary<string, string?> Map()
    {
        Dictionary<string, string?> map = new(StringComparer.Ordinal);
        if (Json.TokenType != JsonTokenType.StartObject)
        {
            Fail("must be an object whose values are texts, or null");
            return map;
        }

        var owner = Field;
        while (Json.Read() && Json.TokenType != JsonTokenType.EndObject)
        {
            var name = Text();
            Field = $"{owner}.{name}";
            Json.Read();
            if (Json.TokenType is not (JsonTokenType.String or JsonTokenType.Null))
                Fail("must be text");
            else if (name is { Length: 0 })
                errors.Add(new(Field, "a member's name may not be empty"));
            else if (name is not null && !map.TryAdd(name, Text()))
                errors.Add(new(Field, "stands twice; send it once"));
            Field = owner;
        }

        return map;
    }
}
