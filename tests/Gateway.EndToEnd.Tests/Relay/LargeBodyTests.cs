using System.Security.Cryptography;
using System.Text;
using Gateway.Testing.Http;
using Gateway.Testing.Probes;
using Gateway.Testing.Processes;
using Gateway.Testing.Upstreams;
using Xunit;

namespace Gateway.EndToEnd.Tests.Relay;

/// <summary>256 MB each way: memory stays at the held part and some buffers.</summary>
public sealed class LargeBodyTests : IAsyncLifetime
{
    private const long Size = 256L << 20;
    private const long Room = 48L << 20;
    private readonly FakeUpstream _upstream = FakeUpstream.Start();
    private GatewayProcess _gateway = null!;
    private CreatedKey _key = null!;
    private RssProbe _memory = null!;

    public async ValueTask InitializeAsync()
    {
        _upstream.KeptBodyBytes = 1000;
        _gateway = await GatewayProcess.StartAsync(GatewaySetup.For(_upstream.Url).Limit("HeldBodyBytes", "4194304"));
        _key = await _gateway.Admin.CreateKeyAsync();
        await using var client = await _gateway.ConnectAsync();
        for (var i = 0; i < 20; i++) await client.ExchangeAsync(RequestText.Chat(_key.Secret));
        _memory = new RssProbe(_gateway.Id);
        _memory.ForgetPeak();
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task An_upload_of_256_MB_streams_on()
    {
        var before = _memory.Resident;
        var start = Encoding.ASCII.GetBytes("{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"");
        var end = "\"}]}"u8.ToArray();
        var block = Enumerable.Repeat((byte)'a', 1 << 20).ToArray();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var client = await _gateway.ConnectAsync();
        client.Timeout = TimeSpan.FromSeconds(60);
        await client.SendAsync($"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {_key.Secret}\r\nContent-Type: application/json\r\nContent-Length: {start.Length + Size + end.Length}\r\n\r\n");
        await SendAsync(start);
        for (long sent = 0; sent < Size; sent += block.Length) await SendAsync(block);
        await SendAsync(end);
        Assert.Equal(200, (await client.ReadResponseAsync()).Status);
        Assert.Equal(start.Length + Size + end.Length, _upstream.LastRequest.BodyLength);
        Assert.Equal(Convert.ToHexString(hash.GetCurrentHash()), _upstream.LastRequest.BodyHash);
        AssertMemory(before);

        async Task SendAsync(byte[] bytes)
        {
            hash.AppendData(bytes);
            await client.SendAsync(bytes);
        }
    }

    [Fact]
    public async Task A_download_of_256_MB_streams_on()
    {
        var before = _memory.Resident;
        var block = new byte[1 << 20];
        _upstream.Respond = _ => Reply.New().Send(Reply.Head(200, ["Content-Type: application/octet-stream"], $"Content-Length: {Size}")).Repeat(block, Size / block.Length);
        await using var client = await _gateway.ConnectAsync();
        client.Timeout = TimeSpan.FromSeconds(60);
        await client.SendAsync(RequestText.Get("/v1/files/f/content", _key.Secret));
        var response = await client.ReadHeadAsync();
        await client.ReadBodyAsync(response, keep: 0);
        Assert.True(response.IsComplete);
        Assert.Equal(Size, response.BodyLength);
        AssertMemory(before);
    }

    [Fact]
    public async Task A_client_that_does_not_read_slows_its_upstream_and_not_the_gateways_memory()
    {
        var before = _memory.Resident;
        var block = new byte[1 << 20];
        _upstream.Respond = request => request.Method == "GET"
            ? Reply.New().Send(Reply.Head(200, ["Content-Type: application/octet-stream"], $"Content-Length: {Size}")).Repeat(block, Size / block.Length)
            : CompletionScript.Answer(request);
        await using var slow = await _gateway.ConnectAsync();
        await slow.SendAsync(RequestText.Get("/v1/files/f/content", _key.Secret));
        await slow.ReadHeadAsync();
        await Task.Delay(1500);
        await using var other = await _gateway.ConnectAsync();
        for (var i = 0; i < 20; i++) Assert.Equal(200, (await other.ExchangeAsync(RequestText.Chat(_key.Secret))).Status);
        AssertMemory(before);
    }

    private void AssertMemory(long before) =>
        Assert.True(_memory.Peak - before < Room, $"{before >> 20} MiB before, {_memory.Peak >> 20} MiB at the peak");
}
