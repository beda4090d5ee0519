using System.Text;
using Gateway.Server.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Gateway.Tests.Server.Hosting;

public sealed class WatchedFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-watch-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Changes_are_put_to_use_and_bad_ones_are_told_once()
    {
        var path = Path.Combine(_folder, "file");
        File.WriteAllText(path, "one");
        var log = new CapturedLog<WatchedFilesTests>();
        var used = new List<string>();
        await using var watch = new WatchedFiles(
            "Gateway:Test", [path], ["one"u8.ToArray()],
            contents =>
            {
                var text = Encoding.UTF8.GetString(contents[0]);
                if (text == "bad")
                    throw new InvalidDataException("cannot be read");
                used.Add(text);
                return text;
            },
            TimeSpan.FromMilliseconds(10), log);

        Replace(path, "bad");
        await log.WaitForAsync("cannot be read");
        File.Delete(path);
        await log.WaitForAsync("Could not find");
        await Task.Delay(100);
        Replace(path, "two");
        await log.WaitForAsync("Gateway:Test reloaded: two");
        await Task.Delay(100);

        Assert.Equal(["two"], used);
        Assert.Equal(2, log.Lines.Count(l => l.Level == LogLevel.Error));
    }

    // A reader must not see half of it.
    private static void Replace(string path, string text)
    {
        File.WriteAllText(path + ".new", text);
        File.Move(path + ".new", path, overwrite: true);
    }
}
