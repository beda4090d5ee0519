using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Testing.Audit;

namespace Gateway.Testing.Processes;

/// <summary>The admin API as a script would use it. Thread-safe. Everything but a 2xx throws, with the answer in the message.</summary>
public sealed class AdminClient : IDisposable
{
    private readonly HttpClient _client;
    private static int _names;

    public AdminClient(Uri address, string token)
    {
        Token = token;
        _client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(20) };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public string Token { get; }

    /// <summary>Creates a key with the fields of the contract (snake_case); a name is made up when none is given.</summary>
    public async Task<CreatedKey> CreateKeyAsync(JsonObject fields)
    {
        fields["name"] ??= $"test-{Interlocked.Increment(ref _names)}";
        var answer = await SendAsync(HttpMethod.Post, "/admin/v1/keys", fields);
        return new CreatedKey(answer.GetProperty("key").GetProperty("id").GetString()!, answer.GetProperty("secret").GetString()!);
    }

    /// <summary>Creates a key from a JSON text; without one it has no limits.</summary>
    public Task<CreatedKey> CreateKeyAsync(string fields = "{}") => CreateKeyAsync(JsonNode.Parse(fields)!.AsObject());

    public Task<JsonElement> GetKeyAsync(string id) => SendAsync(HttpMethod.Get, $"/admin/v1/keys/{id}", null);

    public Task<JsonElement> PatchKeyAsync(string id, string fields) => SendAsync(HttpMethod.Patch, $"/admin/v1/keys/{id}", JsonNode.Parse(fields));

    public Task DeleteKeyAsync(string id) => SendAsync(HttpMethod.Delete, $"/admin/v1/keys/{id}", null);

    /// <summary>The key's lifetime counters and what it holds now.</summary>
    public async Task<KeyCounters> CountersAsync(string id)
    {
        var key = await GetKeyAsync(id);
        return KeyCounters.Of(key.TryGetProperty("key", out var inner) ? inner : key);
    }

    /// <summary>
    /// The counters once nothing is in flight any more; a settlement may come a moment after the last byte that a client saw.
    /// Throws when something stays.
    /// </summary>
    public async Task<KeyCounters> SettledCountersAsync(string id, TimeSpan? timeout = null)
    {
        using var deadline = new CancellationTokenSource(timeout ?? TimeSpan.FromSeconds(10));
        while (true)
        {
            var counters = await CountersAsync(id);
            if (counters.HoldsNothing) return counters;
            if (deadline.IsCancellationRequested) throw new TimeoutException($"key {id} still holds something: {counters}");
            await Task.Delay(20);
        }
    }

    /// <summary>Any call; an empty answer is an undefined element.</summary>
    public async Task<JsonElement> SendAsync(HttpMethod method, string path, JsonNode? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body);
        using var response = await _client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode) throw new HttpRequestException($"{method} {path}: {(int)response.StatusCode} {text}", null, response.StatusCode);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone();
    }

    public void Dispose() => _client.Dispose();
}
