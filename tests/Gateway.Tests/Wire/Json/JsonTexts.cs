using System.Globalization;
using System.Text;
using CsCheck;

namespace Gateway.Tests.Wire.Json;

/// <summary>Random JSON texts: any layout of blanks, names and strings escaped at random, names that are looked for at every depth.</summary>
internal static class JsonTexts
{
    private static readonly string[] Names =
        ["model", "stream", "stream_options", "include_usage", "usage", "a", "n", "", "Model", "é", "\"model\"", "max_tokens", "{", "]", "\\", "modell"];

    private static readonly Gen<string> Blank = Gen.OneOf(
        Gen.Const(""), Gen.Const(""), Gen.Const(" "), Gen.Const("\n\t "), Gen.Const("\r\n          "));

    private static readonly Gen<string> Number = Gen.OneOf(
        Gen.Int[-5, 5000].Select(i => i.ToString(CultureInfo.InvariantCulture)), Gen.OneOf("0", "-0.5", "1e3", "12.0", "1E-7", "123456789012345678901234567890"));

    /// <summary>A string as it stands in a document, quotes included.</summary>
    public static Gen<string> Text(string content) => Gen.Int[0, 9].Array[content.Length].Select(dice => Quote(content, dice));

    public static readonly Gen<string> AnyString = Gen.OneOf(
        Gen.OneOf<string>(Names),
        Gen.String[Gen.Char["abcmodel\"\\/{}[]:,\n\u0001é€ \t"], 0, 50],
        Gen.String[Gen.Char["x\""], 20, 90]).SelectMany(Text);

    private static readonly Gen<string> Name = Gen.OneOf<string>(Names).SelectMany(Text);

    public static Gen<string> Value(int depth) => depth == 0
        ? Gen.OneOf(AnyString, Number, Gen.OneOf("true", "false", "null"))
        : Gen.Frequency((3, Value(0)), (2, Object(depth - 1)), (1, Array(depth - 1)));

    public static Gen<string> Object(int depth) =>
        Gen.Select(Gen.Select(Blank, Name, Blank, Blank, Value(depth), Blank, (a, n, b, c, v, d) => a + n + b + ":" + c + v + d).Array[0, 6], Blank)
            .Select((members, blank) => "{" + (members.Length == 0 ? blank : string.Join(",", members)) + "}");

    public static Gen<string> Array(int depth) =>
        Gen.Select(Gen.Select(Blank, Value(depth), Blank, (a, v, b) => a + v + b).Array[0, 5], Blank)
            .Select((elements, blank) => "[" + (elements.Length == 0 ? blank : string.Join(",", elements)) + "]");

    /// <summary>Cuts bytes into pieces at random.</summary>
    public static Gen<int[]> Cuts { get; } = Gen.OneOf(Gen.Int[1, 3].Array[0, 400], Gen.Int[1, 60].Array[0, 30], Gen.Const(System.Array.Empty<int>()));

    private static string Quote(string content, int[] dice)
    {
        StringBuilder text = new("\"");
        for (int i = 0; i < content.Length; i++)
        {
            char c = content[i];
            if (dice[i] == 0 || c < ' ')
            {
                text.Append(CultureInfo.InvariantCulture, $"\\u{(dice[i] % 2 == 0 ? ((int)c).ToString("x4", CultureInfo.InvariantCulture) : ((int)c).ToString("X4", CultureInfo.InvariantCulture))}");
            }
            else if (c is '"' or '\\')
            {
                text.Append('\\').Append(c);
            }
            else
            {
                text.Append(c);
            }
        }

        return text.Append('"').ToString();
    }
}
