using System.Globalization;
using Gateway.Admin.Http;
using Gateway.Admin.Json;
using Microsoft.AspNetCore.Http;

namespace Gateway.Admin.Keys;

/// <summary>Reads a list query. Unknown and repeated parameters are refused: a filter that is silently ignored shows the wrong keys.</summary>
internal static class KeyQueryReader
{
    private static readonly string[] Known = ["project", "environment", "owner", "status", "q", "after", "limit"];

    /// <summary>Reads the query, or says what is wrong with it.</summary>
    public static Problem? Read(IQueryCollection parameters, out KeyQuery query)
    {
        query = new();
        List<FieldError> errors = [];
        foreach (var (name, values) in parameters)
        {
            if (values.Count != 1)
                errors.Add(new(name, "stands twice; send it once"));
            else if (Read(name, values[0] ?? "", ref query) is { } error)
                errors.Add(new(name, error));
        }

        return errors.Count == 0 ? null : Problem.Invalid(errors);
    }

    private static string? Read(string name, string value, ref KeyQuery query)
    {
        switch (name)
        {
            case "project":
                query = query with { Project = value };
                return null;
            case "environment":
                query = query with { Environment = value };
                return null;
            case "owner":
                query = query with { Owner = value };
                return null;
            case "q":
                query = query with { Text = value.Length == 0 ? null : value };
                return null;
            case "after":
                query = query with { After = value };
                return null;
            case "status":
                return ReadStatus(value, ref query);
            case "limit":
                if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) || limit is < 1 or > KeyQuery.MaxLimit)
                    return $"must be a whole number from 1 to {KeyQuery.MaxLimit}";
                query = query with { Limit = limit };
                return null;
            default:
                var closest = ClosestName.Of(name, Known);
                return closest is null ? $"is not a parameter; there are {string.Join(", ", Known)}" : $"is not a parameter; did you mean {closest}?";
        }
    }

    private static string? ReadStatus(string value, ref KeyQuery query)
    {
        foreach (var (word, status) in KeyChoices.Statuses)
        {
            if (word != value)
                continue;
            query = query with { Status = status };
            return null;
        }

        return $"must be one of {string.Join(", ", KeyChoices.Statuses.Select(choice => choice.Key))}";
    }
}
