using System.Text.Json;
using Gateway.Admin.Http;
using Gateway.Admin.Json;
using Gateway.Core.Limits;
using Microsoft.AspNetCore.Http;

namespace Gateway.Admin.Keys;

/// <summary>
/// Reads a key's fields from JSON. All that is wrong is reported at once, each field with what would be right; an unknown field with the one
/// that was probably meant.
/// </summary>
internal ref struct KeyFieldsReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 16 };

    private readonly KeyFields _fields = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private KeyValueReader _values;

    private KeyFieldsReader(ReadOnlySpan<byte> json) => _values = new(new Utf8JsonReader(json, Options), []);

    /// <summary>Reads one object.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="fields">The fields given.</param>
    /// <returns>What is wrong, or null.</returns>
    public static Problem? Read(ReadOnlySpan<byte> json, out KeyFields fields)
    {
        var reader = new KeyFieldsReader(json);
        fields = reader._fields;
        try
        {
            return reader.ReadObject();
        }
        catch (JsonException e)
        {
            return NotJson(json.IsEmpty ? "The body is empty." : $"Line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: {Reason(e.Message)}.");
        }
    }

    private Problem? ReadObject()
    {
        _values.Json.Read();
        if (_values.Json.TokenType != JsonTokenType.StartObject)
            return NotJson("The body must be a JSON object of a key's fields.");
        while (_values.Json.Read() && _values.Json.TokenType != JsonTokenType.EndObject)
        {
            var name = _values.Text() ?? "";
            _values.Field = name;
            _values.Json.Read();
            ReadField(name);
        }

        _values.Json.Read();
        return _values.Errors.Count == 0 ? null : Problem.Invalid(_values.Errors);
    }

    private void ReadField(string name)
    {
        if (!_seen.Add(name))
        {
            _values.Fail("stands twice; send it once");
            return;
        }

        if (!KeyFieldNames.Writable.TryGetValue(name, out var field))
        {
            FailUnknown(name);
            return;
        }

        _fields.Given |= field;
        switch (field)
        {
            case KeyField.Name: _fields.Name = _values.Label() ?? ""; break;
            case KeyField.Project: _fields.Project = _values.IsNull ? KeyLimits.DefaultProject : _values.Label() ?? ""; break;
            case KeyField.Environment: _fields.Environment = _values.IsNull ? null : _values.Label(); break;
            case KeyField.Owner: _fields.Owner = _values.IsNull ? null : _values.Label(); break;
            case KeyField.Kind: _fields.Kind = _values.Choice(KeyChoices.Kinds); break;
            case KeyField.Enabled: _fields.Enabled = _values.Flag(); break;
            case KeyField.ExpiresAt: _fields.ExpiresAt = _values.IsNull ? null : _values.Time(); break;
            case KeyField.CostLimit: _fields.CostLimitNano = _values.IsNull ? null : _values.Usd(AmountBounds.MaxCostLimitNano); break;
            case KeyField.TokenLimit: _fields.TokenLimit = _values.IsNull ? null : _values.Whole(0, AmountBounds.MaxTokenLimit); break;
            case KeyField.RequestsPerMinute:
                _fields.RequestsPerMinute = _values.IsNull ? null : (int)_values.Whole(1, SlidingWindow.MaxLimit);
                break;
            case KeyField.ResetPeriod: _fields.ResetPeriod = _values.IsNull ? default : _values.Choice(KeyChoices.ResetPeriods); break;
            case KeyField.TimeZone: _fields.TimeZone = _values.IsNull ? KeyLimits.DefaultTimeZone : _values.Zone(); break;
            case KeyField.Enforcement: _fields.Enforcement = _values.IsNull ? default : _values.Choice(KeyChoices.Enforcements); break;
            case KeyField.MaxInFlight: _fields.MaxInFlight = _values.IsNull ? null : (int)_values.Whole(1, AmountBounds.MaxInFlight); break;
            case KeyField.AllowedModels: _fields.AllowedModels = _values.IsNull ? null : _values.Globs(); break;
            default: _fields.Metadata = _values.IsNull ? null : _values.Map(); break;
        }
    }

    private void FailUnknown(string name)
    {
        if (KeyFieldNames.ReadOnly.Contains(name))
        {
            _values.Fail("is read only; leave it out");
            return;
        }

        var closest = ClosestName.Of(name, KeyFieldNames.Writable.Keys);
        _values.Fail(closest is null ? "is not a field of a key; leave it out" : $"is not a field of a key; did you mean {closest}?");
    }

    private static Problem NotJson(string detail) => new(StatusCodes.Status400BadRequest, "invalid_json", "The body is not a JSON object", detail);

    private static string Reason(string message)
    {
        var end = message.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? message.TrimEnd('.') : message[..end];
    }
}
