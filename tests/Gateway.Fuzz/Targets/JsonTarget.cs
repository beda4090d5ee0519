using System.Globalization;
using System.Text;
using Gateway.Wire.Json;

namespace Gateway.Fuzz.Targets;

/// <summary>The walk over a JSON document.</summary>
internal static class JsonTarget
{
    private static readonly JsonMemberSet Set = new(
        new JsonMember("model", 64), new JsonMember("stream"), new JsonMember("usage.total_tokens", 32), new JsonMember("usage.details.cached", 16), new JsonMember("choices", 40));

    public static IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. new[]
        {
            """{"model":"gpt-4o-mini","stream":true,"messages":[{"role":"user","content":"hi \"there\" \u00e4\ud83d\ude00"}]}""",
            """{"usage":{"total_tokens":12,"details":{"cached":3}},"choices":[{"a":[1,2,{"b":null}]}]}""",
            "\ufeff { \"mod\\u0065l\" : \"x\" , \"model\" : 1.5e-3 , \"stream\":false } ",
            """{"a":{"usage":{"total_tokens":1}},"usage":null}""",
            """[{"model":"a"}]""",
            "{}",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public static void Run(byte[] input) => Pieces.MustAgree(Read(input, [input.Length]), Read(input, Pieces.Ends(input)));

    private static string Read(byte[] input, IEnumerable<int> ends)
    {
        var scanner = new JsonMemberScanner(Set);
        int at = 0;
        foreach (int end in ends)
        {
            while (at < end)
            {
                scanner.Feed(input.AsSpan(at, end - at), out int consumed);
                if (consumed <= 0)
                    throw new InvalidOperationException("the scanner stands still");
                at += consumed;
            }
        }

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{scanner.Finish()} {scanner.HasTrailingBytes}");
        for (int member = 0; member < Set.Count; member++)
        {
            ref readonly var value = ref scanner[member];
            text.Append(CultureInfo.InvariantCulture, $"\n{value.Count} {value.Kind} {value.Start} {value.End} {value.IsTruncated} {Convert.ToHexString(scanner.Captured(member))}");
        }

        return text.ToString();
    }
}
