using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gateway.Admin.Json;
using Gateway.Core;
using Gateway.Core.Keys;
using Gateway.Core.Limits;

namespace Gateway.Admin.Keys;

/// <summary>Writes keys as JSON, for the administration and for a key's own question about itself. Any thread; decides nothing.</summary>
public static class KeyJson
{
    /// <summary>How the gateway writes JSON: not indented, and escaped no further than RFC 8259 asks, since it is never put into a page as it is.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one key object.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="key">The key.</param>
    /// <param name="now">Both clocks: status, window and period are those of this moment.</param>
    /// <param name="includeMetadata">Whether whoever reads this may see the administrators' own notes.</param>
    public static void Write(IBufferWriter<byte> destination, ApiKey key, TimeReading now, bool includeMetadata)
    {
        using Utf8JsonWriter writer = new(destination, Options);
        Write(writer, key, now, includeMetadata);
    }

    /// <summary>Writes one key object as a value.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="key">The key.</param>
    /// <param name="now">Both clocks.</param>
    /// <param name="includeMetadata">Whether whoever reads this may see the administrators' own notes.</param>
    public static void Write(Utf8JsonWriter writer, ApiKey key, TimeReading now, bool includeMetadata)
    {
        var policy = key.Policy;
        var usage = key.Usage(now);
        writer.WriteStartObject();
        writer.WriteString("id"u8, key.Id);
        writer.WriteString("name"u8, policy.Name);
        writer.WriteString("project"u8, policy.Labels.Project);
        writer.WriteString("environment"u8, policy.Labels.Environment);
        writer.WriteString("owner"u8, policy.Labels.Owner);
        writer.WriteString("kind"u8, KeyChoices.Word(KeyChoices.Kinds, policy.Kind));
        writer.WriteString("prefix"u8, KeyPrefix.Of(key, policy));
        writer.WriteBoolean("enabled"u8, policy.IsEnabled);
        writer.WriteString("status"u8, KeyChoices.Word(KeyChoices.Statuses, key.StatusAt(now)));
        WriteTime(writer, "expires_at"u8, policy.ExpiresAt);
        WriteLimits(writer, policy);
        if (includeMetadata)
            WriteMetadata(writer, policy.Metadata);
        WriteTime(writer, "created_at"u8, key.CreatedAt);
        WriteTime(writer, "last_used_at"u8, usage.LastUsedAt);
        writer.WriteNumber("version"u8, policy.Version);
        WriteUsage(writer, usage);
        writer.WriteEndObject();
    }

    private static void WriteLimits(Utf8JsonWriter writer, KeyPolicy policy)
    {
        WriteUsd(writer, "cost_limit_usd"u8, policy.CostLimitNano);
        WriteNumber(writer, "token_limit"u8, policy.TokenLimit);
        WriteNumber(writer, "requests_per_minute"u8, policy.RequestsPerMinute);
        writer.WriteString("reset_period"u8, KeyChoices.Word(KeyChoices.ResetPeriods, policy.Calendar.Period));
        writer.WriteString("time_zone"u8, policy.Calendar.TimeZone);
        writer.WriteString("enforcement"u8, KeyChoices.Word(KeyChoices.Enforcements, policy.Enforcement));
        WriteNumber(writer, "max_in_flight"u8, policy.MaxInFlight);
        if (policy.AllowedModels is not { } models)
        {
            writer.WriteNull("allowed_models"u8);
            return;
        }

        writer.WriteStartArray("allowed_models"u8);
        foreach (var pattern in models.Patterns)
            writer.WriteStringValue(pattern);
        writer.WriteEndArray();
    }

    private static void WriteMetadata(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> metadata)
    {
        writer.WriteStartObject("metadata"u8);
        foreach (var (name, value) in metadata)
            writer.WriteString(name, value);
        writer.WriteEndObject();
    }

    private static void WriteUsage(Utf8JsonWriter writer, in KeyUsage usage)
    {
        writer.WriteStartObject("usage"u8);
        writer.WriteNumber("requests_in_window"u8, usage.RequestsInWindow);
        writer.WriteNumber("in_flight"u8, usage.InFlight);
        writer.WriteStartObject("period"u8);
        WriteTime(writer, "starts_at"u8, usage.Period.StartsAt);
        WriteTime(writer, "resets_at"u8, usage.Period.EndsAt == PeriodBounds.Never ? null : usage.Period.EndsAt);
        WriteTotals(writer, usage.PeriodTotals);
        writer.WriteNumber("held_tokens"u8, usage.HeldTokens);
        WriteUsd(writer, "held_cost_usd"u8, usage.HeldCostNano);
        writer.WriteEndObject();
        writer.WriteStartObject("lifetime"u8);
        WriteTotals(writer, usage.Lifetime);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteTotals(Utf8JsonWriter writer, in UsageTotals totals)
    {
        writer.WriteNumber("requests"u8, totals.Requests);
        writer.WriteNumber("refused"u8, totals.Refused);
        writer.WriteNumber("input_tokens"u8, totals.InputTokens);
        writer.WriteNumber("cached_input_tokens"u8, totals.CachedInputTokens);
        writer.WriteNumber("cache_write_tokens"u8, totals.CacheWriteTokens);
        writer.WriteNumber("output_tokens"u8, totals.OutputTokens);
        writer.WriteNumber("total_tokens"u8, totals.TotalTokens);
        WriteUsd(writer, "cost_usd"u8, totals.CostNano);
        writer.WriteNumber("estimated_requests"u8, totals.EstimatedRequests);
        writer.WriteNumber("unpriced_requests"u8, totals.UnpricedRequests);
    }

    private static void WriteNumber(Utf8JsonWriter writer, ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }

    private static void WriteUsd(Utf8JsonWriter writer, ReadOnlySpan<byte> name, long? nano)
    {
        writer.WritePropertyName(name);
        if (nano is not { } amount)
        {
            writer.WriteNullValue();
            return;
        }

        Span<byte> text = stackalloc byte[UsdText.MaxLength];
        writer.WriteRawValue(text[..UsdText.Format(amount, text)], skipInputValidation: true);
    }

    private static void WriteTime(Utf8JsonWriter writer, ReadOnlySpan<byte> name, long? ticks)
    {
        if (ticks is not { } time)
        {
            writer.WriteNull(name);
            return;
        }

        Span<byte> text = stackalloc byte[Rfc3339.MaxLength];
        writer.WriteString(name, text[..Rfc3339.Format(time, text)]);
    }
}
