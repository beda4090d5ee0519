using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Gateway.Testing.Processes;
using Xunit;

namespace Gateway.Tests.Server.Hosting;

/// <summary>The process as a shell sees it: lines, exit codes, signals.</summary>
public sealed class GatewayProcessTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-process-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Bad_settings_are_a_line_each_and_exit_code_78()
    {
        await using var gateway = Start("--Gateway:Durability=Often", "--Gateway:Lisen=x");

        Assert.Equal(78, await gateway.WaitForExitAsync(s_patience));
        Assert.Equal(
            ["Gateway:Durability: got 'Often'; allowed is Interval, Strict", "Gateway:Lisen: is no setting; the nearest one is Gateway:Listen"],
            gateway.Lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_line_and_exit_code_69()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await using var gateway = Start($"--Gateway:Listen=http://{taken.LocalEndpoint}");

        Assert.Equal(69, await gateway.WaitForExitAsync(s_patience));
        Assert.Contains($"{taken.LocalEndpoint} is already in use", Assert.Single(gateway.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_start_ends_in_a_command_that_works_and_a_later_one_keeps_the_admin_token()
    {
        string token;
        await using (var first = Start())
        {
            var command = await first.WaitForLineAsync("curl ", s_patience);
            token = (await first.WaitForLineAsync("Admin token", s_patience)).Split(' ')[^1];
            await using var shell = ChildProcess.Start("/bin/sh", ["-c", command + " -s -w '\\n%{http_code}'"]);
            Assert.Equal(0, await shell.WaitForExitAsync(s_patience));
            Assert.Contains("Hello, gateway!", shell.Output, StringComparison.Ordinal);
            Assert.Equal("200", shell.Lines[^1]);

            Assert.Contains(first.Lines, l => l.Contains('╭', StringComparison.Ordinal));
            Assert.DoesNotContain(first.Lines, l => l.Contains("Inline socket completions are not", StringComparison.Ordinal));
            Assert.Contains(first.Lines, l => l.Contains("in memory in this version and end", StringComparison.Ordinal));

            await using var second = Start();
            Assert.Equal(69, await second.WaitForExitAsync(s_patience));
            Assert.Contains($"process {first.Id} on ", Assert.Single(second.Lines), StringComparison.Ordinal);

            first.Terminate();
            Assert.Equal(0, await first.WaitForExitAsync(s_patience));
            Assert.Contains(first.Lines, l => l.Contains("Stopped; 0 connections were cut", StringComparison.Ordinal));
        }

        await using var later = Start();
        var admin = (await later.WaitForLineAsync("(admin)", s_patience)).Split(' ')[2];
        await later.WaitForLineAsync("curl ", s_patience);
        using var client = new HttpClient { BaseAddress = new Uri(admin) };
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(new Uri("/admin/v1/keys", UriKind.Relative))).StatusCode);
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var keys = await client.GetStringAsync(new Uri("/admin/v1/keys", UriKind.Relative));
        Assert.Contains("\"quickstart\"", keys, StringComparison.Ordinal);
        Assert.DoesNotContain(later.Lines, l => l.Contains("Admin token", StringComparison.Ordinal) || l.Contains('╭', StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_signal_cuts_what_the_first_one_waits_for()
    {
        // Takes the request and never answers.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var gateway = Start(
            $"--Gateway:Providers:silent:BaseUrl=http://{silent.LocalEndpoint}", "--Gateway:Admin:Token=a-token-for-this-test");
        var data = new Uri((await gateway.WaitForLineAsync("(data plane)", s_patience)).Split(' ')[2]);
        var admin = new Uri((await gateway.WaitForLineAsync("(admin)", s_patience)).Split(' ')[2]);
        using var keys = new AdminClient(admin, "a-token-for-this-test");
        var key = await keys.CreateKeyAsync("""{"name":"k"}""");
        using var client = new HttpClient { BaseAddress = data };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key.Secret);
        using var body = new StringContent("""{"model":"m","messages":[]}""");
        var asked = client.PostAsync(new Uri("/v1/chat/completions", UriKind.Relative), body);
        using var upstream = await silent.AcceptTcpClientAsync();

        gateway.Terminate();
        await gateway.WaitForLineAsync("Stopping (SIGTERM)", s_patience);
        Assert.False(gateway.HasExited);
        var watch = Stopwatch.StartNew();
        gateway.Terminate();

        Assert.Equal(143, await gateway.WaitForExitAsync(s_patience));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), watch.Elapsed.ToString());
        await Assert.ThrowsAsync<HttpRequestException>(() => asked);
    }

    [Fact]
    public async Task Version_and_help_say_so_and_end()
    {
        await using var version = ChildProcess.Start(Repository.GatewayExecutable, ["--version"]);
        await using var help = ChildProcess.Start(Repository.GatewayExecutable, ["--help"]);

        Assert.Equal((0, 0), (await version.WaitForExitAsync(s_patience), await help.WaitForExitAsync(s_patience)));
        Assert.Matches(@"^\d+\.\d+\.\d+$", Assert.Single(version.Lines));
        Assert.Contains("--Gateway:Name=value", help.Output, StringComparison.Ordinal);
    }

    private ChildProcess Start(params string[] settings)
    {
        var environment = new Dictionary<string, string?> { ["OPENAI_API_KEY"] = null, ["ANTHROPIC_API_KEY"] = null, ["GEMINI_API_KEY"] = null };
        string[] arguments = ["--Gateway:Listen=http://127.0.0.1:0", "--Gateway:Admin:Listen=http://127.0.0.1:0", .. settings];
        return ChildProcess.Start(Repository.GatewayExecutable, arguments, environment, _folder);
    }
}
