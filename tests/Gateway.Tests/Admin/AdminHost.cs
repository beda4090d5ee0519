using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gateway.Admin;
using Gateway.Admin.Access;
using Gateway.Admin.Keys;
using Gateway.Core;
using Gateway.Core.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Admin;

/// <summary>The administration on a real Kestrel on loopback, with a clock that stands still unless told otherwise.</summary>
public sealed class AdminHost : IAsyncDisposable
{
    public const string Token = "gwa_the-token-of-the-tests";

    private readonly WebApplication _app;
    private long _monotonic = 1_000_000;

    private AdminHost(IKeyJournal? journal)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (journal is not null)
            builder.Services.AddSingleton(journal);
        builder.Services.AddGatewayAdmin(Directory, new AdminTokens(AdminToken.OfSecret("other", "gwa_other"), AdminToken.OfSecret("tests", Token)), () => Now);
        _app = builder.Build();
        _app.MapGatewayAdmin();
    }

    public KeyDirectory Directory { get; } = new();

    public long Wall { get; set; } = new DateTime(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc).Ticks;

    public TimeReading Now => new(Interlocked.Increment(ref _monotonic), Wall);

    public KeyStore Store => _app.Services.GetRequiredService<KeyStore>();

    public Uri Address { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public static async Task<AdminHost> StartAsync(IKeyJournal? journal = null)
    {
        AdminHost host = new(journal);
        await host._app.StartAsync();
        host.Address = new(host._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        host.Client = new() { BaseAddress = host.Address, Timeout = TimeSpan.FromSeconds(30) };
        host.Client.DefaultRequestHeaders.Authorization = new("Bearer", Token);
        return host;
    }

    /// <summary>Sends a request; a body is JSON unless another type is given.</summary>
    public async Task<AdminAnswer> SendAsync(HttpMethod method, string path, byte[]? body, string type = "application/json", Action<HttpRequestHeaders>? headers = null)
    {
        using HttpRequestMessage request = new(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            if (type.Length > 0)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        headers?.Invoke(request.Headers);
        using var response = await Client.SendAsync(request);
        return new(
            response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response.Content.Headers.ContentType?.MediaType,
            response.Headers.ETag?.Tag, response.Headers.TryGetValues("Idempotency-Replayed", out _), response.Headers.Location?.ToString());
    }

    public Task<AdminAnswer> SendAsync(HttpMethod method, string path, string? body = null, Action<HttpRequestHeaders>? headers = null) =>
        SendAsync(method, path, body is null ? null : Encoding.UTF8.GetBytes(body), headers: headers);

    public Task<AdminAnswer> PostAsync(string body, Action<HttpRequestHeaders>? headers = null) => SendAsync(HttpMethod.Post, "/admin/v1/keys", body, headers);

    public Task<AdminAnswer> PatchAsync(string id, string body, string? ifMatch = null) => SendAsync(
        HttpMethod.Patch, $"/admin/v1/keys/{id}", body, ifMatch is null ? null : headers => headers.TryAddWithoutValidation("If-Match", ifMatch));

    public Task<AdminAnswer> GetAsync(string pathAndQuery) => SendAsync(HttpMethod.Get, pathAndQuery);

    public Task<AdminAnswer> DeleteAsync(string id, string? ifMatch = null) => SendAsync(
        HttpMethod.Delete, $"/admin/v1/keys/{id}", headers: ifMatch is null ? null : headers => headers.TryAddWithoutValidation("If-Match", ifMatch));

    /// <summary>Makes a key and gives its id and secret.</summary>
    public async Task<(string Id, string Secret)> CreateAsync(string fields)
    {
        var answer = await PostAsync(fields);
        if (answer.Status != HttpStatusCode.Created)
            throw new InvalidOperationException(answer.Text);
        return (answer.Json.GetProperty("key").GetProperty("id").GetString()!, answer.Json.GetProperty("secret").GetString()!);
    }

    /// <summary>The key that a secret opens on a connection of its own.</summary>
    public ApiKey? Authenticate(string secret) => Directory.Authenticate(Encoding.UTF8.GetBytes(secret), new CredentialMemo(), Wall);

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await _app.DisposeAsync();
    }
}

/// <summary>What was answered.</summary>
public sealed record AdminAnswer(HttpStatusCode Status, byte[] Bytes, string? Type, string? ETag, bool Replayed, string? Location)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonDocument.Parse(Bytes).RootElement.Clone();

    public string? Code => Json.GetProperty("code").GetString();

    /// <summary>What is said about one field.</summary>
    public string ErrorOf(string field) => string.Join(" | ", Json.GetProperty("errors").GetProperty(field).EnumerateArray().Select(e => e.GetString()));
}
