using System.Text.RegularExpressions;
using Gateway.Server.Configuration;
using Gateway.Testing.Processes;
using Xunit;

namespace Gateway.Tests.Server.Configuration;

/// <summary>docs/configuration.md and the code name the same settings and the same defaults.</summary>
public sealed partial class ConfigurationDocumentTests
{
    private static readonly string s_document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "configuration.md"));

    [Fact]
    public void Every_setting_is_documented_and_every_documented_setting_exists() =>
        Assert.Equal(KnownSettings.Names.Order(StringComparer.Ordinal), Documented().Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void The_documented_defaults_of_limits_are_the_ones_in_force()
    {
        var documented = Documented();
        foreach (var property in typeof(GatewayLimits).GetProperties())
        {
            var name = $"Gateway:Limits:{property.Name}";
            var shown = property.GetValue(new GatewayLimits()) switch
            {
                TimeSpan duration => SettingValue.Show(duration),
                int or long when property.Name.EndsWith("Bytes", StringComparison.Ordinal) || property.Name.EndsWith("Total", StringComparison.Ordinal) =>
                    SettingValue.ShowSize(Convert.ToInt64(property.GetValue(new GatewayLimits()), null)),
                var number => Convert.ToString(number, System.Globalization.CultureInfo.InvariantCulture)!,
            };
            Assert.Equal((name, shown), (name, documented[name]));
        }
    }

    // Rows of tables: | `Gateway:Name` | `default` | …
    private static Dictionary<string, string> Documented() =>
        Row.Matches(s_document).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["default"].Value.Trim('`', ' '));

    [GeneratedRegex(@"^\| `(?<name>Gateway:[^`]+)` \|(?<default>[^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row { get; }
}
