using System.Text;
using CsCheck;
using Gateway.Testing.Samples.Http1;
using Gateway.Wire.Http1;
using Xunit;

namespace Gateway.Tests.Wire.Http1;

public class HeadPropertyTests
{
    private static readonly Gen<string> Token = Gen.Char["!#$%&'*+-.^_`|~0123456789ABCXYZabcxyz"].Array[1, 20].Select(chars => new string(chars));

    private static readonly Gen<string> Value = Gen.Char["\t !\"#:;,=/\\abcXYZ0189~\u0080\u00ff"].Array[0, 60].Select(chars => new string(chars).Trim(' ', '\t'));

    private static readonly Gen<string> Path = Gen.OneOf("v1", "chat", "a.b", "...", "%20", "", "x;y", "%C3%A5", "gpt-4o:z").Array[1, 5].Select(parts => "/" + string.Join('/', parts));

    private static readonly Gen<string> Query = Gen.OneOf(Gen.Const(""), Gen.Char["/?-._~!$&'()*+,;=:@[]{}|^`aZ09"].Array[0, 30].Select(chars => "?" + new string(chars)));

    private static readonly Gen<(string Name, string Blank, string Value)> Field =
        Gen.Select(Token.Select(name => "X-" + name), Gen.OneOf("", " ", "\t", "  \t "), Value, (name, blank, value) => (name, blank, value));

    private static string[] Samples(IEnumerable<Http1Sample> samples, IEnumerable<string> faulty) =>
        [.. Enumerable.Repeat(samples.Select(sample => Encoding.Latin1.GetString(sample.Bytes)), 20).SelectMany(valid => valid), .. faulty.Where(text => text.Length < 1000)];

    [Fact]
    public void A_valid_request_is_read_back_as_it_was_written() =>
        Gen.Select(Gen.OneOf("GET", "POST", "PATCH", "DELETE"), Path, Query, Field.Array[0, 30], Gen.Long[0, long.MaxValue], Gen.Int[0, 2000]).Sample(
            (verb, path, query, fields, contentLength, cut) =>
            {
                var text = new StringBuilder($"{verb} {path}{query} HTTP/1.1\r\nHost: a\r\nContent-Length: {contentLength}\r\n");
                foreach (var (name, blank, value) in fields)
                    text.Append($"{name}:{blank}{value}{blank}\r\n");
                byte[] message = Heads.Bytes(text.Append("\r\n").ToString());
                var head = new RequestHead();
                if (cut < message.Length)
                    Assert.Equal(HeadStatus.NeedMore, head.Parse(message.AsSpan(0, cut), Heads.Limit));
                Assert.Equal(HeadStatus.Complete, head.Parse(message, Heads.Limit));
                Assert.Equal(message.Length, head.Length);
                Assert.Equal((verb, path), (Heads.Text(head.VerbText, message), Heads.Text(head.Path, message)));
                Assert.Equal(query == "" ? "" : query[1..], Heads.Text(head.Query, message));
                Assert.Equal(contentLength, head.ContentLength);
                Assert.Equal(fields.Length + 2, head.HeaderCount);
                for (int at = 0; at < fields.Length; at++)
                {
                    ref readonly var field = ref head.Header(at + 2);
                    Assert.Equal((fields[at].Name, fields[at].Value), (Heads.Text(field.Name, message), Heads.Text(field.Value, message)));
                    Assert.Equal($"{fields[at].Name}:{fields[at].Blank}{fields[at].Value}{fields[at].Blank}\r\n", Heads.Text(field.Line, message));
                }
            },
            iter: 2000);

    [Fact]
    public void A_mutated_request_is_judged_as_the_naive_reader_does_however_it_is_cut()
    {
        int accepted = 0, rejected = 0;
        Mutation.Of(Samples(RequestSamples.All, RequestFaultSamples.All.Select(row => row.Text)))
            .SelectMany(text => Mutation.Cuts(text.Length).Select(cuts => (text, cuts)))
            .Sample(
                row =>
                {
                    byte[] message = Heads.Bytes(row.text);
                    var whole = new RequestHead();
                    var verdict = whole.Parse(message, Heads.Limit);
                    var head = new RequestHead();
                    var status = HeadStatus.NeedMore;
                    foreach (int cut in row.cuts)
                        status = head.Parse(message.AsSpan(0, cut), Heads.Limit);
                    Assert.Equal(Heads.Snapshot(verdict, whole, message), Heads.Snapshot(status, head, message));
                    Assert.Equal(NaiveRequest.Accepts(row.text), verdict == HeadStatus.Complete);
                    Interlocked.Increment(ref verdict == HeadStatus.Complete ? ref accepted : ref rejected);
                },
                iter: 8_000);
        Assert.True(accepted > 500 && rejected > 500, $"{accepted} accepted, {rejected} not: the mutations miss one side");
    }

    [Fact]
    public void A_mutated_response_is_read_the_same_however_it_is_cut() =>
        Mutation.Of(Samples(ResponseSamples.All, ResponseFaultSamples.All.Select(row => row.Text)))
            .SelectMany(text => Mutation.Cuts(text.Length).Select(cuts => (text, cuts)))
            .Sample(
                row =>
                {
                    byte[] message = Heads.Bytes(row.text);
                    var whole = new ResponseHead();
                    string expected = Heads.Snapshot(whole.Parse(message, Heads.Limit, HttpVerb.Post), whole);
                    var head = new ResponseHead();
                    var status = HeadStatus.NeedMore;
                    foreach (int cut in row.cuts)
                        status = head.Parse(message.AsSpan(0, cut), Heads.Limit, HttpVerb.Post);
                    Assert.Equal(expected, Heads.Snapshot(status, head));
                },
                iter: 5_000);

    [Fact]
    public void Random_bytes_never_throw() =>
        Gen.Byte.Array[0, 300].Sample(
            bytes =>
            {
                Assert.Equal(NaiveRequest.Accepts(Encoding.Latin1.GetString(bytes)), new RequestHead().Parse(bytes, Heads.Limit) == HeadStatus.Complete);
                new ResponseHead().Parse(bytes, Heads.Limit, HttpVerb.Get);
            },
            iter: 2000);
}
