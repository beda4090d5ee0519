using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Gateway.Core.Keys;
using Gateway.Server.Upstreams;

namespace Gateway.Server.Answers;

/// <summary>The models that the providers list, fetched when asked for and kept for a while. Thread-safe.</summary>
/// <remarks>
/// A provider that cannot be asked adds what it last said, or nothing. Each entry has the members of OpenAI's list and of Anthropic's, so
/// that the SDKs of both read it.
/// </remarks>
internal sealed class ModelLists : IDisposable
{
    private const long FreshMilliseconds = 5 * 60 * 1000;
    private const long RetryMilliseconds = 10 * 1000;

    private readonly ProviderList[] _lists;

    public ModelLists(IReadOnlyList<Provider> providers) => _lists = [.. providers.Select(provider => new ProviderList(provider))];

    /// <summary>The list of those models that <paramref name="key"/> may use, as JSON.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ForAsync(ApiKey key)
    {
        // The caller is on an I/O thread, which HTTP's own work must not hold up.
        ListedModel[][] lists = await Task.Run(() => Task.WhenAll(_lists.Select(list => list.GetAsync())));
        return Compose(key.Policy, lists);
    }

    public void Dispose()
    {
        foreach (ProviderList list in _lists)
            list.Dispose();
    }

    private static ReadOnlyMemory<byte> Compose(KeyPolicy policy, ListedModel[][] lists)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? first = null;
        string? last = null;
        json.WriteStartObject();
        json.WriteString("object", "list");
        json.WriteStartArray("data");
        foreach (ListedModel model in lists.SelectMany(list => list).OrderBy(model => model.Id, StringComparer.Ordinal))
        {
            if (policy.AllowedModels?.Allow(Encoding.UTF8.GetBytes(model.Id)) == false || !seen.Add(model.Id))
                continue;

            first ??= model.Id;
            last = model.Id;
            json.WriteStartObject();
            json.WriteString("id", model.Id);
            json.WriteString("object", "model");
            json.WriteString("type", "model");
            json.WriteNumber("created", model.Created);
            json.WriteString("created_at", DateTimeOffset.FromUnixTimeSeconds(model.Created).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            json.WriteString("display_name", model.Id);
            json.WriteString("owned_by", model.OwnedBy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("has_more", false);
        json.WriteString("first_id", first);
        json.WriteString("last_id", last);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>One provider's list.</summary>
    private sealed class ProviderList : IDisposable
    {
        private readonly Provider _provider;
        private readonly Glob[] _globs;
        private readonly HttpClient _client;
        private readonly SemaphoreSlim _fetching = new(1, 1);
        private ListedModel[] _models = [];
        private long _freshUntil;

        public ProviderList(Provider provider)
        {
            _provider = provider;
            _globs = [.. provider.Settings.Models.Select(pattern => new Glob(pattern))];
            _client = new HttpClient(new SocketsHttpHandler
            {
                SslOptions = provider.Connector.Tls ?? new(),
                ConnectTimeout = provider.Settings.ConnectTimeout,
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
            })
            {
                Timeout = TimeSpan.FromSeconds(10),
                MaxResponseContentBufferSize = 4 * 1024 * 1024,
            };
        }

        public async Task<ListedModel[]> GetAsync()
        {
            if (Environment.TickCount64 < Volatile.Read(ref _freshUntil))
                return _models;

            await _fetching.WaitAsync();
            try
            {
                if (Environment.TickCount64 < Volatile.Read(ref _freshUntil))
                    return _models;

                bool answered = await TryFetchAsync();
                Volatile.Write(ref _freshUntil, Environment.TickCount64 + (answered ? FreshMilliseconds : RetryMilliseconds));
                return _models;
            }
            finally
            {
                _fetching.Release();
            }
        }

        public void Dispose()
        {
            _client.Dispose();
            _fetching.Dispose();
        }

        private async Task<bool> TryFetchAsync()
        {
            try
            {
                using HttpRequestMessage request = _provider.ListRequest();
                using HttpResponseMessage response = await _client.SendAsync(request);
                if (!response.IsSuccessStatusCode)
                    return false;
                using JsonDocument document = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync());
                _models = [.. Read(document.RootElement)];
                return true;
            }
            catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or JsonException or IOException)
            {
                // The list is a convenience: what was known stays, and the provider's health is told by the requests that are forwarded to it.
                return false;
            }
        }

        private IEnumerable<ListedModel> Read(JsonElement root)
        {
            if (root.ValueKind != JsonValueKind.Object
                || (!root.TryGetProperty("data", out JsonElement entries) && !root.TryGetProperty("models", out entries))
                || entries.ValueKind != JsonValueKind.Array)
            {
                yield break;
            }

            foreach (JsonElement entry in entries.EnumerateArray())
            {
                string? id = Text(entry, "id") ?? Text(entry, "name");
                if (id is null)
                    continue;
                id = id.StartsWith("models/", StringComparison.Ordinal) ? id[7..] : id;
                byte[] bytes = Encoding.UTF8.GetBytes(id);
                if (_globs.Any(glob => glob.Matches(bytes)))
                    yield return new ListedModel(id, Created(entry), Text(entry, "owned_by") ?? _provider.Settings.Name);
            }
        }

        private static string? Text(JsonElement entry, string name)
            => entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;

        private static long Created(JsonElement entry)
        {
            if (entry.TryGetProperty("created", out JsonElement created) && created.TryGetInt64(out long seconds) && seconds is > 0 and < 253_402_300_800)
                return seconds;
            return DateTimeOffset.TryParse(Text(entry, "created_at"), CultureInfo.InvariantCulture, out DateTimeOffset at) ? at.ToUnixTimeSeconds() : 0;
        }
    }
}
