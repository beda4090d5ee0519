using Gateway.Testing.Samples.Http1;
using Gateway.Wire.Http1;
using Xunit;

namespace Gateway.Tests.Wire.Http1;

/// <summary>The step over 32 bytes and the searches that stand in for it must know the same sets: each byte is tried at each place, through the parser.</summary>
public class LineMarksTests
{
    [Fact]
    public void Each_byte_means_the_same_at_each_place_of_a_long_line_and_of_one_cut_short()
    {
        const int Length = 40;
        const string Begin = "GET / HTTP/1.1\r\nHost: a\r\n";
        var head = new RequestHead();
        for (int place = 0; place < Length; place++)
        {
            for (int value = 0; value < 256; value++)
            {
                // In the name for the first half, behind the colon for the second.
                byte[] message = Heads.Bytes(Begin + new string('n', 20) + ":" + new string('v', Length - 21) + "\r\n\r\n" + new string('x', 64));
                message[Begin.Length + place] = (byte)value;
                head.Reset();
                string atOnce = Heads.Snapshot(head.Parse(message, Heads.Limit), head, message);
                head.Reset();
                for (int end = Begin.Length; end < message.Length - 63; end++)
                    head.Parse(message.AsSpan(0, end), Heads.Limit);
                Assert.Equal(atOnce, Heads.Snapshot(head.Parse(message.AsSpan(0, message.Length - 64), Heads.Limit), head, message));
                bool isToken = char.IsAsciiLetterOrDigit((char)value) || "!#$%&'*+-.^_`|~".Contains((char)value);
                bool accepted = place < 20 ? isToken || (value == ':' && place > 0) : place == 20 ? value == ':' : value is >= 0x20 and not 0x7f or '\t';
                Assert.Equal(accepted, atOnce.StartsWith("Complete", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void Bytes_behind_the_head_change_nothing()
    {
        foreach (var sample in RequestSamples.All)
        {
            var alone = new RequestHead();
            string expected = Heads.Snapshot(alone.Parse(sample.Bytes, Heads.Limit), alone, sample.Bytes);
            foreach (char filler in "\0\r\n: x\u00ff")
            {
                byte[] followed = [.. sample.Bytes, .. Heads.Bytes(new string(filler, 100))];
                var head = new RequestHead();
                Assert.Equal(expected, Heads.Snapshot(head.Parse(followed, Heads.Limit), head, followed));
            }
        }
    }
}
