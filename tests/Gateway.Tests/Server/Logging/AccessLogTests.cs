using System.Text;
using System.Text.Json;
using CsCheck;
using Gateway.Server.Logging;
using Gateway.Testing.Probes;
using Gateway.Tests.Server.Hosting;
using Xunit;

namespace Gateway.Tests.Server.Logging;

public sealed class AccessLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-access-").FullName;

    private string LogPath => Path.Combine(_folder, "access.log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_entry_is_one_line_of_json()
    {
        using (var log = Open())
        {
            Assert.True(log.TryWrite(new AccessLogEntry
            {
                At = new DateTime(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc).Ticks,
                RequestId = "req_1"u8,
                KeyId = "3f9QzL0aXw2B",
                Method = "POST"u8,
                Path = "/v1/chat/completions"u8,
                Query = "key=gwk_hunter2&alt=sse"u8,
                Status = 200,
                Model = "m\"\\\n\u00e9\u00ff"u8,
                DurationMicroseconds = 1234,
                InputTokens = 5,
                Cut = true,
            }));
        }

        using var line = JsonDocument.Parse(Assert.Single(File.ReadAllLines(LogPath)));
        Assert.Equal("2026-11-23T09:00:00.000000Z", line.RootElement.GetProperty("at").GetString());
        Assert.Equal("key=***&alt=sse", line.RootElement.GetProperty("query").GetString());
        Assert.Equal("m\"\\\n\u00e9\u00ff", line.RootElement.GetProperty("model").GetString());
        Assert.Equal((200, 1234, 5, true), (
            line.RootElement.GetProperty("status").GetInt32(), line.RootElement.GetProperty("duration_us").GetInt32(),
            line.RootElement.GetProperty("input_tokens").GetInt32(), line.RootElement.GetProperty("cut").GetBoolean()));
        Assert.False(line.RootElement.TryGetProperty("provider", out _));
    }

    [Fact]
    public void Any_bytes_make_one_line_of_valid_json()
    {
        var entries = 0;
        using (var log = Open())
        {
            Gen.Byte.Array[0, 3000].Sample(
                bytes =>
                {
                    while (!log.TryWrite(new AccessLogEntry { RequestId = bytes, Method = bytes, Path = bytes, Query = bytes, Model = bytes, Client = new string('\u20ac', 100), KeyId = "k" }))
                        Thread.Sleep(1);
                    entries++;
                },
                iter: 300, threads: 1);
        }

        var lines = File.ReadAllLines(LogPath).Where(l => !l.StartsWith("{\"dropped\"", StringComparison.Ordinal)).ToList();
        Assert.Equal(entries, lines.Count);
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
    }

    [Fact]
    public void A_disk_that_does_not_keep_up_costs_lines_that_are_counted_and_never_time()
    {
        long written = 0;
        using (var log = Open())
        {
            for (var i = 0; i < 60_000; i++)
                written += log.TryWrite(new AccessLogEntry { Path = new byte[500], Status = 200 }) ? 1 : 0;
            Assert.Equal(60_000 - written, log.Dropped);
        }

        var lines = File.ReadAllLines(LogPath);
        var dropped = lines.Where(l => l.StartsWith("{\"dropped\"", StringComparison.Ordinal)).Sum(l => JsonDocument.Parse(l).RootElement.GetProperty("dropped").GetInt64());
        Assert.Equal((written, 60_000 - written), (lines.LongCount(l => !l.StartsWith("{\"dropped\"", StringComparison.Ordinal)), dropped));
    }

    [Fact]
    public void After_a_rename_a_hangup_begins_a_new_file()
    {
        using (var log = Open())
        {
            log.TryWrite(new AccessLogEntry { Status = 1 });
            SpinWait.SpinUntil(() => new FileInfo(LogPath).Length > 0, TimeSpan.FromSeconds(10));
            File.Move(LogPath, LogPath + ".1");
            log.Reopen();
            SpinWait.SpinUntil(() => File.Exists(LogPath), TimeSpan.FromSeconds(10));
            log.TryWrite(new AccessLogEntry { Status = 2 });
        }

        Assert.Contains("\"status\":1", Assert.Single(File.ReadAllLines(LogPath + ".1")), StringComparison.Ordinal);
        Assert.Contains("\"status\":2", Assert.Single(File.ReadAllLines(LogPath)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_told_once()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full");
        var logger = new CapturedLog<AccessLog>();
        using (var log = new AccessLog(AccessLogTarget.File("/dev/full"), logger))
        {
            log.TryWrite(new AccessLogEntry { Status = 1 });
            await logger.WaitForAsync("cannot be written");
            log.TryWrite(new AccessLogEntry { Status = 2 });
        }

        Assert.Single(logger.Lines);
    }

    [Fact]
    public void Writing_allocates_nothing()
    {
        using var log = Open();
        // A lock that is fought over may be inflated once, by the runtime, on this thread: the best round is the writer's own.
        var least = Enumerable.Range(0, 5).Min(_ => AllocationProbe.OnThisThread(Write, warmUp: 10, runs: 100));

        Assert.Equal(0, least);

        void Write() => log.TryWrite(new AccessLogEntry { At = 638_000_000_000_000_000, Path = "/v1/models"u8, Query = "key=1"u8, KeyId = "k", Client = "127.0.0.1", Status = 200 });
    }

    private AccessLog Open() => new(AccessLogTarget.File(LogPath), new CapturedLog<AccessLog>());
}
