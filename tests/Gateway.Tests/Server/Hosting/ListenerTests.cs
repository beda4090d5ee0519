using System.Net;
using System.Net.Sockets;
using System.Text;
using Gateway.Server.Configuration;
using Gateway.Server.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Gateway.Tests.Server.Hosting;

public sealed class ListenerTests
{
    [Fact]
    public async Task A_connection_goes_to_the_handler_from_its_first_byte_on()
    {
        await using var listener = await Listener.StartAsync(Plan("http://127.0.0.1:0") with { Connections = new Reverser(), Transport = SocketProfile.Inline });
        var address = Assert.Single(listener.Addresses);
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await client.GetStream().WriteAsync("no http at all"u8.ToArray());
        var answer = new byte[14];
        await client.GetStream().ReadExactlyAsync(answer);

        Assert.NotEqual(0, address.Port);
        Assert.Equal("lla ta ptth on", Encoding.ASCII.GetString(answer));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_line_that_names_it()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var refusal = await Assert.ThrowsAsync<StartException>(() => Listener.StartAsync(Plan($"http://127.0.0.1:{port}") with { Connections = new Reverser() }));

        Assert.Equal(ExitCode.Unavailable, refusal.ExitCode);
        Assert.StartsWith($"Gateway:Listen: http://127.0.0.1:{port} is already in use", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public async Task An_address_of_another_machine_is_refused()
    {
        // TEST-NET-1 (RFC 5737) is nobody's.
        var refusal = await Assert.ThrowsAsync<StartException>(() => Listener.StartAsync(Plan("http://192.0.2.1:0") with { Connections = new Reverser() }));

        Assert.Contains("no address of this machine", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:0")]
    [InlineData("http://*:0")]
    public async Task Localhost_and_all_addresses_are_reached_over_loopback(string listen)
    {
        await using var listener = await Listener.StartAsync(Plan(listen) with { Connections = new Reverser() });
        using var client = new TcpClient();

        await client.ConnectAsync(IPAddress.Loopback, Assert.Single(listener.Addresses).Port);
        Assert.True(client.Connected);
    }

    [Fact]
    public async Task Several_addresses_are_several_ports()
    {
        await using var listener = await Listener.StartAsync(Plan("http://127.0.0.1:0;http://127.0.0.2:0") with { Connections = new Reverser() });

        Assert.Equal(["127.0.0.1", "127.0.0.2"], listener.Addresses.Select(a => a.Host));
    }

    private static ListenerPlan Plan(string listen) => new()
    {
        Setting = "Gateway:Listen",
        Endpoints = Configuration.Settings.Good(("Listen", listen)).Listen,
        LoggerFactory = NullLoggerFactory.Instance,
    };

    private sealed class Reverser : ConnectionHandler
    {
        public override async Task OnConnectedAsync(ConnectionContext connection)
        {
            while (await connection.Transport.Input.ReadAsync() is { IsCompleted: false } read)
            {
                var bytes = System.Buffers.BuffersExtensions.ToArray(read.Buffer);
                connection.Transport.Input.AdvanceTo(read.Buffer.End);
                Array.Reverse(bytes);
                await connection.Transport.Output.WriteAsync(bytes);
            }
        }
    }
}
