using System.Text;
using Gateway.Wire.Json;

namespace Gateway.Wire.Completions.Requests;

/// <summary>Adds up what the values in a request say about its cost. Errs on the side of not bounded. Mutable struct of its owner.</summary>
internal struct ContentJudge
{
    /// <summary>The most that is kept of a value that is judged by its text, and more than any text that pleases has, escaped or not.</summary>
    public const int CaptureBytes = 160;

    /// <summary>Why the cost has no bound.</summary>
    public UnboundedReasons Unbounded;

    /// <summary>Images in the body.</summary>
    public int InlineImages;

    /// <summary>Whether tools are described.</summary>
    public bool HasTools;

    /// <summary>Judges the value at which the scanner has stopped.</summary>
    public void Judge(ContentRule rule, JsonMemberScanner scanner)
    {
        ref readonly JsonValue value = ref scanner[scanner.Stopped];
        bool pleases = rule.Kind switch
        {
            ContentRuleKind.Absent => IsAbsent(value),
            ContentRuleKind.Tools => NoteTools(value) && value.Kind != JsonKind.Object,
            ContentRuleKind.ToolsOrTool => NoteTools(value),
            ContentRuleKind.TextOrParts => value.Kind is JsonKind.String or JsonKind.Array or JsonKind.Null,
            ContentRuleKind.TextPartsOrPart => value.Kind is JsonKind.String or JsonKind.Array or JsonKind.Null or JsonKind.Object,
            ContentRuleKind.TextOrTyped => value.Kind == JsonKind.String || HasType(rule, scanner, value, optional: false),
            ContentRuleKind.Typed => HasType(rule, scanner, value, optional: false),
            ContentRuleKind.TypedOrNot => HasType(rule, scanner, value, optional: true),
            ContentRuleKind.TypedOrInstead => HasType(rule, scanner, value, optional: scanner[rule.Instead].Count > 0),
            ContentRuleKind.Plain => value.Kind != JsonKind.Object,
            ContentRuleKind.ImageUrl => JudgeImageUrl(value, scanner),
            ContentRuleKind.Source => value.Kind == JsonKind.String || JudgeSource(rule, scanner),
            ContentRuleKind.InlineMedia => JudgeMedia(rule.Related, scanner),
            ContentRuleKind.Modality => value.Kind is JsonKind.Array or JsonKind.Null || Is(scanner, scanner.Stopped, "text"u8),
            _ => false,
        };
        if (!pleases)
        {
            Unbounded |= rule.Reason;
        }
    }

    private static bool IsAbsent(in JsonValue value) =>
        value.Kind is JsonKind.Null or JsonKind.False || value is { Kind: JsonKind.Array, IsEmpty: true };

    private bool NoteTools(in JsonValue value)
    {
        HasTools |= !IsAbsent(value);
        return value.Kind is JsonKind.Array or JsonKind.Object or JsonKind.Null;
    }

    private static bool HasType(ContentRule rule, JsonMemberScanner scanner, in JsonValue value, bool optional)
    {
        if (value.Kind != JsonKind.Object)
        {
            return false;
        }

        ref readonly JsonValue type = ref scanner[rule.Related];
        if (type.Count == 0 || (type.Count == 1 && type.Kind == JsonKind.Null))
        {
            return optional;
        }

        if (type.Count > 1 || type.IsTruncated)
        {
            return false;
        }

        Span<byte> buffer = stackalloc byte[CaptureBytes];
        ReadOnlySpan<byte> text = Text(scanner, rule.Related, buffer);
        foreach (byte[] allowed in rule.Allowed)
        {
            if (Ascii.EqualsIgnoreCase(text, allowed))
            {
                return true;
            }
        }

        return false;
    }

    private bool JudgeImageUrl(in JsonValue value, JsonMemberScanner scanner)
    {
        if (value.Kind != JsonKind.String)
        {
            return value.Kind is JsonKind.Null or JsonKind.Object;
        }

        Span<byte> text = stackalloc byte[CaptureBytes];
        if (!StartsWith(Text(scanner, scanner.Stopped, text), "data:image/"u8))
        {
            return false;
        }

        InlineImages++;
        return true;
    }

    private bool JudgeSource(ContentRule rule, JsonMemberScanner scanner)
    {
        if (scanner[rule.Related].Count != 1)
        {
            return false;
        }

        if (Is(scanner, rule.Related, "base64"u8))
        {
            if (!JudgeMedia(rule.Instead, scanner))
            {
                Unbounded |= UnboundedReasons.Media;
            }

            return true;
        }

        return Is(scanner, rule.Related, "text"u8) || Is(scanner, rule.Related, "content"u8);
    }

    /// <summary>Judges media that is there by its media type, given in another member.</summary>
    private bool JudgeMedia(int mediaType, JsonMemberScanner scanner)
    {
        Span<byte> text = stackalloc byte[CaptureBytes];
        if (scanner[mediaType].Count != 1 || !StartsWith(Text(scanner, mediaType, text), "image/"u8))
        {
            return false;
        }

        InlineImages++;
        return true;
    }

    private static bool Is(JsonMemberScanner scanner, int member, ReadOnlySpan<byte> expected)
    {
        Span<byte> text = stackalloc byte[CaptureBytes];
        return !scanner[member].IsTruncated && Ascii.EqualsIgnoreCase(Text(scanner, member, text), expected);
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start) =>
        text.Length >= start.Length && Ascii.EqualsIgnoreCase(text[..start.Length], start);

    /// <summary>The start of a string's content, unescaped; empty if the member is no string.</summary>
    private static ReadOnlySpan<byte> Text(JsonMemberScanner scanner, int member, Span<byte> destination)
    {
        if (scanner[member].Kind != JsonKind.String)
        {
            return default;
        }

        ReadOnlySpan<byte> raw = scanner.Captured(member)[1..];
        if (!scanner[member].IsTruncated)
        {
            raw = raw[..^1];
        }

        // Where the captured part ends within an escape, what stands before it is enough to judge by.
        bool whole = JsonString.TryUnescape(raw, destination, out int written);
        return whole || scanner[member].IsTruncated ? destination[..written] : default;
    }
}
