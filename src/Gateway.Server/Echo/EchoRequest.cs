using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Gateway.Server.Echo;

/// <summary>What a request to echo asks for, whichever of the three text routes it came by. Immutable.</summary>
internal sealed record EchoRequest
{
    // As the price table has it: a strict key is held to this when a request names no cap.
    private const int LongestAnswer = 4096;
    private const int MostChoices = 8;

    public required string Model { get; init; }

    /// <summary>What is said back, not yet cut.</summary>
    public required string Text { get; init; }

    public required int InputTokens { get; init; }

    public bool Stream { get; init; }

    public bool IncludeUsage { get; init; }

    public int MaxTokens { get; init; } = LongestAnswer;

    public int Choices { get; init; } = 1;

    /// <summary>What is said back.</summary>
    public string Answer => EchoText.Cut(Text, MaxTokens);

    /// <summary>The cap cut it.</summary>
    public bool IsCut => Answer.Length < Text.Length;

    /// <summary>Of all choices together.</summary>
    public int OutputTokens => EchoText.Tokens(Answer) * Choices;

    /// <summary>Reads the body of a text route.</summary>
    /// <param name="body">The parsed body.</param>
    /// <param name="source">Member that holds the conversation: <c>messages</c>, <c>prompt</c> or <c>input</c>.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="refusal">What is wrong with it.</param>
    public static bool TryRead(JsonElement body, string source, [NotNullWhen(true)] out EchoRequest? request, [NotNullWhen(false)] out EchoRefusal? refusal)
    {
        request = null;
        if (!TryReadModel(body, out var model, out refusal))
            return false;
        if (!body.TryGetProperty(source, out var conversation) || conversation.ValueKind is not (JsonValueKind.String or JsonValueKind.Array)
            || (conversation.ValueKind == JsonValueKind.Array && conversation.GetArrayLength() == 0))
        {
            refusal = new EchoRefusal(400, $"'{source}' is missing, empty or of the wrong type.", source);
            return false;
        }
        if (!TryReadCap(body, out var cap, out refusal) || !TryReadChoices(body, out var choices, out refusal))
            return false;
        request = new EchoRequest
        {
            Model = model,
            Text = LastWords(conversation),
            InputTokens = Math.Max(1, Count(conversation)),
            Stream = IsTrue(body, "stream"),
            IncludeUsage = body.TryGetProperty("stream_options", out var options) && options.ValueKind == JsonValueKind.Object && IsTrue(options, "include_usage"),
            MaxTokens = cap,
            Choices = choices,
        };
        return true;
    }

    /// <summary>Reads <c>model</c>; echo has those that begin with <c>echo-</c>.</summary>
    public static bool TryReadModel(JsonElement body, [NotNullWhen(true)] out string? model, [NotNullWhen(false)] out EchoRefusal? refusal)
    {
        (model, refusal) = (null, null);
        if (body.ValueKind != JsonValueKind.Object)
            refusal = new EchoRefusal(400, "The body has to be a JSON object.");
        else if (!body.TryGetProperty("model", out var value) || value.ValueKind != JsonValueKind.String)
            refusal = new EchoRefusal(400, "You must provide a model.", "model");
        else if (value.GetString() is { } name && name.StartsWith("echo-", StringComparison.Ordinal))
            model = name;
        else
            refusal = new EchoRefusal(404, "Echo has no such model; try echo-1.", "model", "model_not_found");
        return refusal is null;
    }

    private static bool TryReadCap(JsonElement body, out int cap, [NotNullWhen(false)] out EchoRefusal? refusal)
    {
        (cap, refusal) = (LongestAnswer, null);
        foreach (var name in new[] { "max_completion_tokens", "max_tokens", "max_output_tokens" })
        {
            if (!body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
                continue;
            if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var given) || given < 1)
            {
                refusal = new EchoRefusal(400, $"'{name}' has to be a whole number of at least 1.", name);
                return false;
            }
            cap = Math.Min(cap, given);
        }
        return true;
    }

    private static bool TryReadChoices(JsonElement body, out int choices, [NotNullWhen(false)] out EchoRefusal? refusal)
    {
        (choices, refusal) = (1, null);
        if (!body.TryGetProperty("n", out var value) || value.ValueKind == JsonValueKind.Null)
            return true;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out choices) && choices is >= 1 and <= MostChoices)
            return true;
        refusal = new EchoRefusal(400, $"'n' has to be a whole number from 1 to {MostChoices}.", "n");
        return false;
    }

    private static bool IsTrue(JsonElement body, string name) => body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    // The last message of a user, or else the last one.
    private static string LastWords(JsonElement conversation)
    {
        if (conversation.ValueKind == JsonValueKind.String)
            return conversation.GetString()!;
        var last = "";
        var lastOfUser = default(string);
        foreach (var message in conversation.EnumerateArray())
        {
            last = TextOf(message);
            if (message.ValueKind == JsonValueKind.Object && message.TryGetProperty("role", out var role) && role.ValueKind == JsonValueKind.String && role.ValueEquals("user"))
                lastOfUser = last;
        }
        return lastOfUser ?? last;
    }

    private static int Count(JsonElement conversation) => conversation.ValueKind == JsonValueKind.String
        ? EchoText.Tokens(conversation.GetString()!)
        : conversation.EnumerateArray().Sum(m => m.ValueKind == JsonValueKind.Number ? 1 : EchoText.Tokens(TextOf(m)));

    // A string, {"text"}, {"content": string} or {"content": [parts]}.
    private static string TextOf(JsonElement message)
    {
        if (message.ValueKind == JsonValueKind.String)
            return message.GetString()!;
        if (message.ValueKind != JsonValueKind.Object)
            return "";
        if (message.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String)
            return text.GetString()!;
        if (!message.TryGetProperty("content", out var content))
            return "";
        if (content.ValueKind != JsonValueKind.Array)
            return content.ValueKind == JsonValueKind.String ? content.GetString()! : "";
        var parts = new StringBuilder();
        foreach (var part in content.EnumerateArray())
        {
            if (part.ValueKind == JsonValueKind.String || (part.ValueKind == JsonValueKind.Object && part.TryGetProperty("text", out _)))
                parts.Append(TextOf(part));
        }
        return parts.ToString();
    }
}
