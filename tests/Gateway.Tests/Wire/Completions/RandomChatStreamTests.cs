using System.Text;
using System.Text.Json;
using CsCheck;
using Gateway.Tests.Wire.Json;
using Gateway.Wire.Completions;
using Xunit;

namespace Gateway.Tests.Wire.Completions;

/// <summary>Random chat streams, held against a reading of each event with <see cref="JsonDocument"/>.</summary>
public sealed class RandomChatStreamTests
{
    private static readonly Gen<string> Blank = Gen.OneOf(Gen.Const(""), Gen.Const(""), Gen.Const(" "), Gen.Const("\t "));

    private static readonly Gen<string> Count = Gen.OneOf(
        Gen.Int[0, 90_000].Select(i => $"{i}"), Gen.OneOf("null", "-3", "1e2", "12.5", "3000000000", "\"4\"", "{}", "[1]"));

    private static readonly Gen<string> Usage = Gen.OneOf(
        Gen.OneOf("null", "{}", "[]", "7", "\"usage\""),
        Gen.Select(Count, Count, Blank, (i, o, b) => $"{{{b}\"prompt_tokens\"{b}:{i},\"x\":{{\"prompt_tokens\":1}},\"completion_tokens\":{b}{o}{b}}}"),
        Gen.Select(Count, Count, (i, c) => $"{{\"completion_tokens\":1,\"prompt_tokens\":{i},\"prompt_tokens_details\":{{\"a\":[],\"cached_tokens\":{c}}}}}"));

    private static readonly Gen<string> Choices = Gen.OneOf(
        Gen.OneOf("[]", "[ ]", "null", "{}", "[{}]", "[{\"delta\":{}}]", "[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]"),
        JsonTexts.AnyString.Select(s => $"[{{\"index\":0,\"delta\":{{\"content\":{OneLine(s)}}}}}]"),
        Gen.Select(JsonTexts.AnyString, JsonTexts.AnyString, (s, t) => $"[{{\"delta\":{{\"role\":\"assistant\"}}}},{{\"delta\":{{\"x\":{OneLine(s)},\"content\":{OneLine(t)}}}}}]"));

    private static readonly Gen<string> Member = Gen.OneOf(
        Usage.Select(u => $"\"usage\":{u}"),
        Usage.Select(u => $"\"nested\":{{\"usage\":{u},\"choices\":[]}}"),
        Choices.Select(c => $"\"choices\":{c}"),
        Choices.Select(c => $"\"choices\":{c}"),
        JsonTexts.Value(2).Select(v => $"\"noise\" : {OneLine(v)}"),
        Gen.OneOf("\"model\":\"m\"", "\"model\":null", "\"id\":\"usage\"", "\"error\":null"));

    private static readonly Gen<string> Data = Gen.Frequency(
        (12, Gen.Select(Member, Blank, (m, b) => b + m + b).Array[0, 6].Select(m => "{" + string.Join(",", m) + "}")),
        (1, Gen.OneOf("[DONE]", " [DONE] ", "{", "nonsense", "")));

    private static readonly Gen<string> LineEnd = Gen.OneOf("\n", "\r\n", "\r");

    private static readonly Gen<(string Data, string Text)> Event = Gen.Select(
        Data,
        Gen.OneOf("data: ", "data:"),
        LineEnd,
        Gen.OneOf("", ": comment", "event: x", "id"),
        (data, field, end, line) => (data, (line.Length > 0 ? line + end : "") + field + data + end + end));

    [Fact]
    public void A_random_stream_is_read_as_a_plain_reading_of_its_events_would()
    {
        Gen.Select(Event.Array[0, 12], Gen.Int[0, int.MaxValue - 1].Array[0, 12]).Sample(
            (events, cuts) =>
            {
                var body = Encoding.UTF8.GetBytes(string.Concat(events.Select(e => e.Text)));
                int[] splits = [.. cuts.Select(c => c % (body.Length + 1)).Order()];
                var reading = new PlainReading();
                foreach (var (data, text) in events)
                {
                    reading.Take(data, text);
                }

                var scan = UsageScan.Of(new UsageScanner(), CompletionRoute.ChatCompletions, ResponseForm.EventStream, body, hides: true, splits);
                Assert.Equal(reading.Usage, scan.Usage);
                Assert.Equal(reading.IsFinal, scan.IsFinal);
                Assert.Equal(reading.SawEnd, scan.SawEndMarker);
                Assert.Equal(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(reading.Visible.ToString())), scan.Visible);
            },
            iter: 10_000);
    }

    private static string OneLine(string json) => json.Replace('\n', ' ').Replace('\r', ' ');

    private sealed class PlainReading
    {
        public TokenUsage? Usage { get; private set; }

        public bool IsFinal { get; private set; }

        public bool SawEnd { get; private set; }

        public StringBuilder Visible { get; } = new();

        public void Take(string data, string text)
        {
            var hidden = false;
            if (data.Trim() == "[DONE]")
            {
                SawEnd = true;
                IsFinal = Usage is not null;
            }
            else if (data.StartsWith('{') && data.Length > 1)
            {
                using var document = JsonDocument.Parse(data);
                hidden = TakeObject(document.RootElement);
            }

            Visible.Append(hidden ? "" : text);
        }

        private static JsonElement Last(JsonElement element, string name)
        {
            var members = element.ValueKind == JsonValueKind.Object ? element.EnumerateObject().Where(m => m.NameEquals(name)).ToArray() : [];
            return members.Length == 0 ? default : members[^1].Value;
        }

        private static long? Read(JsonElement element, ref bool readable)
        {
            if (element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            {
                return null;
            }

            var count = element.ValueKind == JsonValueKind.Number ? Math.Ceiling(element.GetDouble()) : -1;
            readable &= count is >= 0 and <= 2147483648;
            return readable ? (long)count : null;
        }

        private bool TakeObject(JsonElement root)
        {
            var choices = Last(root, "choices");
            var usage = Last(root, "usage");
            if (usage.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            var hasChoices = choices.ValueKind == JsonValueKind.Array && choices.GetArrayLength() > 0;
            var readable = true;
            var input = Read(Last(usage, "prompt_tokens"), ref readable);
            var output = Read(Last(usage, "completion_tokens"), ref readable);
            var cached = Read(Last(Last(usage, "prompt_tokens_details"), "cached_tokens"), ref readable) ?? 0;
            if (readable && (input ?? output) is not null)
            {
                Usage = new TokenUsage(input ?? 0, Math.Min(cached, input ?? 0), 0, output ?? 0, 0);
                IsFinal |= !hasChoices;
            }

            return choices.ValueKind == JsonValueKind.Array && !hasChoices;
        }
    }
}
