using System.Text.Json;
using System.Text.RegularExpressions;
using Gateway.EndToEnd.Tests.Rig;
using Gateway.EndToEnd.Tests.Sdk;
using Gateway.Testing.Processes;
using Gateway.Testing.Upstreams;
using Xunit;

namespace Gateway.EndToEnd.Tests.Readme;

/// <summary>
/// Follows README.md literally: every command in it is run as it stands, from its first start to the 429. Only the two ports are others
/// than 8080 and 8081, so that it can run beside a gateway in use.
/// </summary>
public sealed partial class ReadmeTests
{
    private const int DataBlock = 2;
    private static readonly TimeSpan s_startTimeout = TimeSpan.FromMinutes(4);

    [Fact]
    public void Every_block_is_of_a_kind_that_is_tested() => Assert.All(ReadmeText.Languages, language => Assert.Contains(language, new[] { "sh", "js", "text" }));

    [Fact]
    public async Task The_test_command_is_the_one_that_CI_runs()
    {
        var command = ReadmeText.Blocks("sh")[1];
        Assert.StartsWith("dotnet test", command, StringComparison.Ordinal);
        var script = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, ".ci", "run"));
        Assert.Single(script, line => line.StartsWith(command + " <", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Followed_literally_it_ends_in_a_completion_and_then_a_429()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-readme-");
        var (port, adminPort) = (FreePort.Next(), FreePort.Next());
        string Here(string text) => text.Replace("127.0.0.1:8080", $"127.0.0.1:{port}", StringComparison.Ordinal).Replace("127.0.0.1:8081", $"127.0.0.1:{adminPort}", StringComparison.Ordinal);
        var blocks = ReadmeText.Blocks("sh");
        await using var gateway = Start(blocks[0], folder.FullName, port, adminPort);
        await gateway.WaitForLineAsync("curl", s_startTimeout);
        await Task.Delay(500);
        var printed = gateway.Output;
        var environment = new Dictionary<string, string?>
        {
            ["TOKEN"] = AdminToken().Match(printed).Value,
            ["KEY"] = ApiKey().Match(printed).Value,
        };
        Assert.NotEmpty(environment["TOKEN"]!);
        Assert.NotEmpty(environment["KEY"]!);

        // The printed command, as it stands.
        AssertCompletion(await ShellAsync(PrintedCommand(printed), environment));

        // A first request.
        AssertCompletion(await ShellAsync(Here(blocks[DataBlock]), environment));

        // A key with limits, and the 429 that one can provoke.
        var created = Json(await ShellAsync(Here(blocks[DataBlock + 1]), environment));
        environment["KEY"] = created.GetProperty("secret").GetString();
        var codes = (await ShellAsync(Here(blocks[DataBlock + 2]), environment)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, codes.Length);
        Assert.All(codes[..3], line => Assert.StartsWith("200 ", line, StringComparison.Ordinal));
        Assert.Matches("^429 retry-after=(5[0-9]|60)$", codes[3]);
        var own = Json(await ShellAsync(Here(blocks[DataBlock + 3]), environment));
        Assert.Equal(3, own.GetProperty("usage").GetProperty("requests_in_window").GetInt32());

        // The variables, seen by an SDK that is told nothing else; and the code.
        var id = created.GetProperty("key").GetProperty("id").GetString();
        await ShellAsync($"curl -sf -X PATCH http://127.0.0.1:{adminPort}/admin/v1/keys/{id} -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json' -d '{{\"requests_per_minute\":100}}'", environment);
        Requirement.Met(await NodeModules.MissingAsync(), mandatoryInCi: true);
        const string ByEnvironment = "import OpenAI from 'openai'; const r = await new OpenAI().chat.completions.create({ model: 'echo-1', messages: [{ role: 'user', content: 'Hello' }] }); console.log(r.choices[0].message.content);";
        Assert.Contains("Hello", await ShellAsync($"{Here(blocks[DataBlock + 4])}\nnode --input-type=module -e \"{ByEnvironment}\"", environment, NodeModules.Folder), StringComparison.Ordinal);
        foreach (var block in ReadmeText.Blocks("js"))
        {
            var file = Path.Combine(NodeModules.Folder, $"readme-{Guid.NewGuid():N}.mjs");
            await File.WriteAllTextAsync(file, Here(block));
            try
            {
                Assert.Contains("Hello", await ShellAsync($"node {Path.GetFileName(file)}", environment, NodeModules.Folder), StringComparison.Ordinal);
            }
            finally
            {
                File.Delete(file);
            }
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_configuration_example_reaches_its_provider()
    {
        var blocks = ReadmeText.Blocks("sh");
        Assert.Equal(8, blocks.Count);
        await using var upstream = FakeUpstream.Start();
        var folder = Directory.CreateTempSubdirectory("gateway-readme-");
        var (port, adminPort) = (FreePort.Next(), FreePort.Next());
        var token = $"gwa_{new string('5', 64)}";
        await using (var gateway = Start(blocks[^1].Replace("127.0.0.1:8000", $"127.0.0.1:{upstream.Port}", StringComparison.Ordinal), folder.FullName, port, adminPort, token))
        {
            using var client = new HttpClient();
            for (var waited = 0; waited < 2400 && !await IsReadyAsync(client, port); waited++)
            {
                Assert.False(gateway.HasExited, gateway.Output);
                await Task.Delay(100);
            }

            using var admin = new AdminClient(new Uri($"http://127.0.0.1:{adminPort}"), token);
            var key = await admin.CreateKeyAsync();
            await using var connection = await Testing.Http.RawConnection.OpenAsync(port);
            Assert.Equal(200, (await connection.ExchangeAsync(Testing.Http.RequestText.Chat(key.Secret, "llama-3"))).Status);
            Assert.Equal("/v1/chat/completions", upstream.LastRequest.Path);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public void Every_link_leads_to_a_file()
    {
        var links = Link().Matches(ReadmeText.Text).Select(match => match.Groups[1].Value).Where(link => !link.StartsWith("http", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(File.Exists(Path.Combine(Repository.Root, link)), link));
    }

    private static ChildProcess Start(string command, string folder, int port, int adminPort, string? token = null) => ChildProcess.Start(
        "bash",
        ["-c", $"exec {command}"],
        new Dictionary<string, string?>
        {
            ["Gateway__Listen"] = $"http://127.0.0.1:{port}",
            ["Gateway__Admin__Listen"] = $"http://127.0.0.1:{adminPort}",
            ["Gateway__Admin__Token"] = token,
            ["Gateway__DataDirectory"] = Path.Combine(folder, "data"),
            ["OPENAI_API_KEY"] = null,
            ["ANTHROPIC_API_KEY"] = null,
            ["GEMINI_API_KEY"] = null,
        },
        Repository.Root);

    private static async Task<string> ShellAsync(string script, IReadOnlyDictionary<string, string?> environment, string? directory = null)
    {
        await using var shell = ChildProcess.Start("bash", ["-e", "-c", script], environment, directory ?? Repository.Root);
        var exit = await shell.WaitForExitAsync(TimeSpan.FromSeconds(60));
        Assert.True(exit == 0, $"exit code {exit} from\n{script}\n{shell.Output}");
        return shell.Output;
    }

    private static string PrintedCommand(string printed)
    {
        var lines = printed.Split('\n');
        var first = Array.FindIndex(lines, line => line.TrimStart().StartsWith("curl ", StringComparison.Ordinal));
        var last = first;
        while (lines[last].EndsWith('\\')) last++;
        return string.Join('\n', lines[first..(last + 1)]);
    }

    private static void AssertCompletion(string output)
    {
        var answer = Json(output);
        Assert.Equal("chat.completion", answer.GetProperty("object").GetString());
        Assert.NotEmpty(answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!);
        Assert.True(answer.GetProperty("usage").GetProperty("total_tokens").GetInt64() > 0);
    }

    // curl's progress meter comes on the other stream and in front of the answer.
    private static JsonElement Json(string output) => JsonDocument.Parse(output[output.IndexOf('{', StringComparison.Ordinal)..(output.LastIndexOf('}') + 1)]).RootElement.Clone();

    private static async Task<bool> IsReadyAsync(HttpClient client, int port)
    {
        try
        {
            using var response = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/health/ready"));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    [GeneratedRegex("gwa_[0-9A-Za-z]+")]
    private static partial Regex AdminToken();

    [GeneratedRegex("gwk_[0-9A-Za-z]+_[0-9A-Za-z]+")]
    private static partial Regex ApiKey();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link();
}
