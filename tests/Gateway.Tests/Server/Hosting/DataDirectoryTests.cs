using System.Diagnostics;
using Gateway.Server.Hosting;
using Xunit;

namespace Gateway.Tests.Server.Hosting;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-data-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_second_taker_is_refused_at_once_and_told_who_has_it()
    {
        using var first = DataDirectory.Take(_folder, TimeProvider.System);
        var watch = Stopwatch.StartNew();
        var refusal = Assert.Throws<StartException>(() => DataDirectory.Take(_folder, TimeProvider.System));

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), watch.Elapsed.ToString());
        Assert.Equal(ExitCode.Unavailable, refusal.ExitCode);
        Assert.Contains($"process {Environment.ProcessId}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("since 20", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_can_be_taken_again_after_it_was_let_go()
    {
        using (var first = DataDirectory.Take(_folder, TimeProvider.System))
            Assert.True(first.WasEmpty);
        using var second = DataDirectory.Take(_folder, TimeProvider.System);
        Assert.False(second.WasEmpty);
    }

    [Fact]
    public void It_is_made_for_its_owner_alone()
    {
        var path = Path.Combine(_folder, "a", "b");
        using var directory = DataDirectory.Take(path, TimeProvider.System);

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
    }

    [Fact]
    public void A_path_that_is_no_folder_is_refused()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");

        Assert.Equal(ExitCode.CannotCreate, Assert.Throws<StartException>(() => DataDirectory.Take(file, TimeProvider.System)).ExitCode);
    }
}
