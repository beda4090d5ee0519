using System.Net;
using System.Text;
using CsCheck;
using Gateway.Admin.Keys;
using Xunit;

namespace Gateway.Tests.Admin.Keys;

public sealed class KeyApiFuzzTests
{
    private static readonly string[] Names =
    [
        "name", "project", "environment", "owner", "kind", "enabled", "expires_at", "cost_limit_usd", "token_limit", "requests_per_minute",
        "reset_period", "time_zone", "enforcement", "max_in_flight", "allowed_models", "metadata", "id", "usage", "nmae", "",
    ];

    private static readonly Gen<string> Scalars = Gen.OneOf(
        Gen.String.Select(text => System.Text.Json.JsonSerializer.Serialize(text)),
        Gen.Long.Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Gen.Double.Where(double.IsFinite).Select(number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture)),
        Gen.Int[0, 17].Select(i => ((string[])["null", "true", "false", "\"UTC\"", "\"daily\"", "\"strict\"", "\"2027-01-01T00:00:00Z\"", "1e999", "-0", "0.5",
            "1E-9", "\"\\ud800\"", "\"\\u0000\"", "\"standard\"", "\"legacy\"", "5", "\"9\"", "25.5"])[i]));

    private static readonly Gen<string> Values = Gen.OneOf(
        Scalars,
        Scalars.Array[0, 4].Select(items => $"[{string.Join(',', items)}]"),
        Gen.Select(Gen.Int[0, Names.Length - 1], Scalars).Array[0, 4].Select(items => $"{{{string.Join(',', items.Select(item => $"\"{Names[item.Item1]}\":{item.Item2}"))}}}"));

    private static readonly Gen<byte[]> Objects = Gen.Select(Gen.Int[0, Names.Length - 1], Values).Array[0, 6]
        .Select(members => Encoding.UTF8.GetBytes($"{{{string.Join(',', members.Select(member => $"\"{Names[member.Item1]}\":{member.Item2}"))}}}"));

    [Fact]
    public void Any_object_is_read_or_refused_with_reasons()
    {
        var (read, refused) = (0, 0);
        Objects.Sample(json =>
        {
            var problem = KeyFieldsReader.Read(json, out var fields);
            if (problem is null)
            {
                Interlocked.Increment(ref read);
                return;
            }

            Interlocked.Increment(ref refused);
            Assert.Equal(400, problem.Status);
            Assert.NotEmpty(problem.Detail);
            Assert.True(problem.Code == "invalid_json" || problem.Errors!.Count > 0);
        }, iter: 5000);
        Assert.True(read > 50 && refused > 50);
    }

    [Fact]
    public void Any_bytes_are_read_or_refused() =>
        Gen.Select(Objects, Gen.Int[0, 200], Gen.Byte, Gen.Bool).Sample((json, at, value, cut) =>
        {
            byte[] damaged = cut ? json[..Math.Min(at, json.Length)] : [.. json[..Math.Min(at, json.Length)], value, .. json[Math.Min(at + 1, json.Length)..]];
            Assert.True(KeyFieldsReader.Read(damaged, out _) is null or { Status: 400 });
        }, iter: 5000);

    [Fact]
    public async Task The_api_never_answers_500_nor_breaks()
    {
        await using var host = await AdminHost.StartAsync();
        var (id, _) = await host.CreateAsync("""{ "name": "stays" }""");
        HashSet<HttpStatusCode> seen = [];
        foreach (var (json, patch) in Gen.Select(Objects, Gen.Bool).Array[300].Single())
        {
            var answer = patch
                ? await host.SendAsync(HttpMethod.Patch, $"/admin/v1/keys/{id}", json)
                : await host.SendAsync(HttpMethod.Post, "/admin/v1/keys", json);
            Assert.InRange((int)answer.Status, 200, 499);
            Assert.NotEmpty(answer.Json.EnumerateObject());
            seen.Add(answer.Status);
        }

        Assert.Contains(HttpStatusCode.OK, seen);
        Assert.Contains(HttpStatusCode.BadRequest, seen);
    }
}
