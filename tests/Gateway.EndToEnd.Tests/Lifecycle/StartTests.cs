using System.Text.RegularExpressions;
using Gateway.Testing.Http;
using Gateway.Testing.Processes;
using Xunit;

namespace Gateway.EndToEnd.Tests.Lifecycle;

/// <summary>Starting: what a bad setting, a taken port and a taken folder get, and what a first start prints.</summary>
public sealed partial class StartTests
{
    [Theory]
    [InlineData("Gateway:Limits:HeadBytes", "many")]
    [InlineData("Gateway:Providers:x:BaseUrl", "not a url")]
    [InlineData("Gateway:Listen", "127.0.0.1")]
    [InlineData("Gateway:Limits:HeadByte", "1000")]
    [InlineData("Gateway:Durability", "Sometimes")]
    public async Task A_bad_setting_is_one_line_that_names_it_and_exit_code_78(string name, string value)
    {
        await using var gateway = GatewayProcess.Launch(GatewaySetup.New().Set(name, value));
        Assert.Equal(78, await gateway.Child.WaitForExitAsync(TimeSpan.FromSeconds(30)));
        Assert.Single(gateway.Child.Lines, line => line.Contains(name, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("   at ", gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_process_on_the_same_folder_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-test-");
        var setup = GatewaySetup.New();
        setup.DataDirectory = folder.FullName;
        await using (var first = await GatewayProcess.StartAsync(setup))
        {
            await using var second = GatewayProcess.Launch(setup);
            Assert.NotEqual(0, await second.Child.WaitForExitAsync(TimeSpan.FromSeconds(30)));
            Assert.Contains(folder.FullName, second.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", second.Output, StringComparison.Ordinal);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_in_one_line()
    {
        await using var first = await GatewayProcess.StartAsync(GatewaySetup.New());
        await using var second = GatewayProcess.Launch(GatewaySetup.New().Set("Gateway:Listen", first.Url));
        Assert.NotEqual(0, await second.Child.WaitForExitAsync(TimeSpan.FromSeconds(30)));
        Assert.Contains("already in use", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_0_takes_a_free_port_and_prints_it()
    {
        var setup = GatewaySetup.New().Set("Gateway:Listen", "http://127.0.0.1:0");
        await using var gateway = GatewayProcess.Launch(setup);
        var line = await gateway.Child.WaitForLineAsync("curl", TimeSpan.FromSeconds(30));
        var text = gateway.Output;
        var port = PortInUrl().Matches(text).Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).First(port => port != gateway.AdminPort && port != 0);
        await using var connection = await RawConnection.OpenAsync(port);
        Assert.Equal(200, (await connection.ExchangeAsync(RequestText.Get("/health/ready", null))).Status);
        Assert.NotEmpty(line);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:(\d+)")]
    private static partial Regex PortInUrl();
}
