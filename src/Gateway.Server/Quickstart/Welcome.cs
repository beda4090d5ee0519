using Gateway.Server.Hosting;
using Spectre.Console;

namespace Gateway.Server.Quickstart;

/// <summary>
/// What a start says on standard output: at the first one a table that a person likes to read; always one line for each address, as the system
/// chose it, and below everything a command to paste while there is a quickstart key. What is meant to be copied is never wrapped.
/// </summary>
public static class Welcome
{
    // A pipe has no width, and Spectre would take 80 columns and break what does not fit.
    private const int UnboundedWidth = 400;

    /// <summary>Writes it.</summary>
    public static void Write(TextWriter output, GatewayHost host, bool isFirstStart, bool isTerminal)
    {
        if (isFirstStart)
            WriteTable(output, host, isTerminal);
        foreach (var address in host.DataAddresses)
            output.WriteLine($"Listening on {Shown(address)} (data plane)");
        foreach (var address in host.AdminAddresses)
            output.WriteLine($"Listening on {Shown(address)} (admin)");
        if (host.NewAdminToken is { } token)
            output.WriteLine($"{Environment.NewLine}Admin token (shown once, keep it): {token}");
        if (host.QuickstartKey is { } key)
            WriteCommand(output, host, key);
        output.Flush();
    }

    /// <summary>A request that works as it stands, in one line.</summary>
    public static string Command(Uri dataPlane, string key) =>
        $"curl {(dataPlane.Scheme == Uri.UriSchemeHttps ? "--insecure " : "")}{Local(dataPlane)}/v1/chat/completions -H \"Authorization: Bearer {key}\" "
        + "-H \"Content-Type: application/json\" -d '{\"model\":\"echo-1\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello, gateway!\"}]}'";

    private static void WriteCommand(TextWriter output, GatewayHost host, string key)
    {
        output.WriteLine();
        output.WriteLine($"No provider is configured, so there is the model echo-1 and an API key for it ({QuickstartKey.TokenLimit:N0} tokens a day). Keys are in memory in this version: the next start makes another one. Try it:");
        output.WriteLine();
        output.WriteLine(Command(host.DataAddresses.FirstOrDefault(a => a.Scheme == Uri.UriSchemeHttp) ?? host.DataAddresses[0], key));
        output.WriteLine();
    }

    private static void WriteTable(TextWriter output, GatewayHost host, bool isTerminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        if (!isTerminal)
            console.Profile.Width = UnboundedWidth;
        var table = new Table { Border = TableBorder.Rounded, ShowHeaders = false, Title = new TableTitle($"[bold]Gateway.Perf {Markup.Escape(BuildVersion.Text)}[/]") };
        table.AddColumn(new TableColumn("").NoWrap()).AddColumn(new TableColumn(""));
        Row(table, "data plane", string.Join("  ", host.DataAddresses.Select(Shown)));
        Row(table, "administration", string.Join("  ", host.AdminAddresses.Select(Shown)));
        Row(table, "providers", string.Join(", ", host.Settings.Providers.Select(p => p.Name)));
        Row(table, "data directory", host.Settings.DataDirectory);
        Row(table, "admin token", host.NewAdminToken is null ? "as configured" : "below, shown this once");
        if (host.QuickstartKey is not null)
            Row(table, "API key", $"{QuickstartKey.Name}, for echo-1, in the command below");
        console.Write(table);
    }

    private static void Row(Table table, string name, string value) => table.AddRow(new Markup($"[grey]{name}[/]"), new Text(value));

    private static string Shown(Uri address) => address.GetLeftPart(UriPartial.Authority);

    // An address that means all addresses cannot be called.
    private static string Local(Uri address) =>
        Shown(address).Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal).Replace("//[::]", "//[::1]", StringComparison.Ordinal);
}
