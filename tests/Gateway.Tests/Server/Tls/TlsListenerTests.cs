using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gateway.Server.Configuration;
using Gateway.Server.Hosting;
using Gateway.Server.Tls;
using Gateway.Testing.Processes;
using Gateway.Tests.Server.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Gateway.Tests.Server.Tls;

public sealed class TlsListenerTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-tls-").FullName;
    private readonly CapturedLog<ReloadingCertificate> _log = new();
    private ReloadingCertificate _certificate = null!;
    private Listener _listener = null!;

    private int Port => _listener.Addresses[0].Port;

    public async ValueTask InitializeAsync()
    {
        var files = TestCertificate.Write(_folder, "first");
        _certificate = ReloadingCertificate.Open("Gateway:Tls", files, _log, TimeSpan.FromMilliseconds(20));
        _listener = await Listener.StartAsync(new ListenerPlan
        {
            Setting = "Gateway:Listen",
            Endpoints = [new ListenEndpoint("https://127.0.0.1:0", true, "127.0.0.1", IPAddress.Loopback, 0)],
            LoggerFactory = NullLoggerFactory.Instance,
            Connections = new Greeter(),
            Transport = SocketProfile.Inline,
            Certificate = _certificate,
            HandshakeTimeout = TimeSpan.FromMilliseconds(300),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        await _certificate.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task The_handler_reads_and_writes_what_the_client_sees_in_the_clear(SslProtocols version)
    {
        var (subject, protocol, greeting) = await GreetAsync(version, SslApplicationProtocol.Http2, SslApplicationProtocol.Http11);

        Assert.Equal(("CN=first", SslApplicationProtocol.Http11, "hello"), (subject, protocol, greeting));
    }

    [Fact]
    public async Task A_client_that_offers_no_protocol_by_name_is_served()
    {
        var (_, _, greeting) = await GreetAsync(SslProtocols.None);

        Assert.Equal("hello", greeting);
    }

    [Fact]
    public async Task A_client_that_speaks_only_http2_is_refused_in_the_handshake() =>
        await Assert.ThrowsAnyAsync<Exception>(() => GreetAsync(SslProtocols.None, SslApplicationProtocol.Http2));

    [Fact]
    public async Task A_client_that_does_not_begin_is_let_go()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port);

        Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Plain_http_gets_no_answer()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port);
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray());
        var answer = new byte[64];
        var read = 0;
        try
        {
            read = await client.GetStream().ReadAsync(answer).AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        }
        catch (IOException)
        {
            // Reset is as good as closed.
        }
        Assert.DoesNotContain("hello", Encoding.ASCII.GetString(answer, 0, read), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_pair_serves_new_connections_and_a_bad_one_leaves_the_old_in_place()
    {
        TestCertificate.Write(_folder, "second");
        await _log.WaitForAsync("CN=second");
        Assert.Equal("CN=second", (await GreetAsync(SslProtocols.None)).Subject);

        TestCertificate.Replace(Path.Combine(_folder, "tls.crt"), "-----BEGIN CERTIFICATE-----\nnot one\n-----END CERTIFICATE-----\n");
        await _log.WaitForAsync("cannot be used");
        Assert.Equal("CN=second", (await GreetAsync(SslProtocols.None)).Subject);

        TestCertificate.Write(_folder, "third");
        await _log.WaitForAsync("CN=third");
        Assert.Equal("CN=third", (await GreetAsync(SslProtocols.None)).Subject);
    }

    [Fact]
    public void A_key_of_another_certificate_is_refused_at_start()
    {
        var other = Directory.CreateDirectory(Path.Combine(_folder, "other")).FullName;
        var files = new TlsFiles(Path.Combine(_folder, "tls.crt"), TestCertificate.Write(other, "other").KeyPath);

        var refusal = Assert.Throws<StartException>(() => ReloadingCertificate.Open("Gateway:Tls", files, _log));
        Assert.Equal(ExitCode.Configuration, refusal.ExitCode);
        Assert.StartsWith("Gateway:Tls: certificate ", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-tls1_1", false)]
    [InlineData("-tls1_2", true)]
    [InlineData("-tls1_3", true)]
    public async Task Openssl_agrees_on_the_versions(string version, bool served)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/openssl"), "openssl is not installed");
        await using var openssl = ChildProcess.Start(
            "/usr/bin/openssl", ["s_client", "-connect", $"127.0.0.1:{Port}", version, "-cipher", "ALL:@SECLEVEL=0", "-alpn", "http/1.1", "-ign_eof"]);
        await openssl.WaitForExitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(served, openssl.Output.Contains("ALPN protocol: http/1.1", StringComparison.Ordinal));
        Assert.Equal(served, openssl.Output.Contains("hello", StringComparison.Ordinal));
    }

    private async Task<(string Subject, SslApplicationProtocol Protocol, string Greeting)> GreetAsync(SslProtocols version, params List<SslApplicationProtocol> offered)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port);
        await using var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            EnabledSslProtocols = version,
            ApplicationProtocols = offered.Count == 0 ? null : offered,
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
        });
        var greeting = new byte[5];
        await tls.ReadExactlyAsync(greeting);
        return (((X509Certificate2)tls.RemoteCertificate!).Subject, tls.NegotiatedApplicationProtocol, Encoding.ASCII.GetString(greeting));
    }

    private sealed class Greeter : ConnectionHandler
    {
        public override async Task OnConnectedAsync(ConnectionContext connection) => await connection.Transport.Output.WriteAsync("hello"u8.ToArray());
    }
}
