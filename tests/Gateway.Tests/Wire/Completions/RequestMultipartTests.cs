using System.Text;
using CsCheck;
using Gateway.Wire.Completions;
using Xunit;

namespace Gateway.Tests.Wire.Completions;

public sealed class RequestMultipartTests
{
    private const string Boundary = "----form-7xQ";

    [Fact]
    public void The_field_model_is_found_over_every_split()
    {
        byte[] body = Form(Field("language", "en"), File("file", "a\r\n--not-it\r\n------form-7x\0\xFF\r\n\r\n"), Field("model", "p/whisper-1"), Field("prompt", "model"));
        for (int first = 0; first <= body.Length; first++)
        {
            for (int second = first; second <= body.Length; second += 7)
            {
                RequestScanner scanner = Scan(body, first, second - first);
                Assert.Equal("p/whisper-1", Encoding.UTF8.GetString(scanner.Model));
                Assert.Equal(RequestFault.None, scanner.Fault);
            }
        }

        RequestScanner whole = Scan(body);
        string edited = Encoding.Latin1.GetString(RequestReading.Apply(whole, body, 2, usage: true));
        Assert.Equal(Encoding.Latin1.GetString(body).Replace("p/whisper-1", "whisper-1", StringComparison.Ordinal), edited);
    }

    [Theory]
    [InlineData("Content-Disposition: form-data; name=\"model\"")]
    [InlineData("content-disposition:form-data;name=model")]
    [InlineData("CONTENT-DISPOSITION: form-data; x=\"a;name=b\"; NAME = \"no\"; name=\"model\"")]
    [InlineData("Content-Type: text/plain\r\nContent-Disposition: form-data; name=\"model\"\r\nX: y")]
    public void The_fields_header_may_be_written_in_any_way(string headers) =>
        Assert.Equal("m", Encoding.UTF8.GetString(Scan(Form(headers + "\r\n\r\nm")).Model));

    [Theory]
    [InlineData("Content-Disposition: form-data; name=\"model\"; filename=\"model\"")]
    [InlineData("Content-Disposition: form-data; name=\"Model\"")]
    [InlineData("Content-Disposition: form-data; name=\"mo\\del\"")]
    [InlineData("Content-Disposition: form-data; name=\"model")]
    [InlineData("Content-Disposition: form-data; filename=\"; name=model\"")]
    [InlineData("Content-Disposition: form-data; models=\"model\"")]
    [InlineData("Content-Disposition: form-data; x; y;;")]
    [InlineData("X-Content-Disposition: form-data; name=\"model\"")]
    [InlineData("Content-Disposition")]
    public void Other_fields_are_passed_over(string headers)
    {
        RequestScanner scanner = Scan(Form(headers + "\r\n\r\nm"));
        Assert.False(scanner.HasModel);
        Assert.Equal(RequestFault.None, scanner.Fault);
    }

    [Fact]
    public void Faults_of_the_field_are_named()
    {
        Assert.Equal(RequestFault.DuplicateModel, Scan(Form(Field("model", "a"), Field("model", "a"))).Fault);
        Assert.Equal(RequestFault.None, Scan(Form(Field("model", new string('x', 256)))).Fault);
        Assert.Equal(RequestFault.ModelTooLong, Scan(Form(Field("model", new string('x', 257)))).Fault);
        Assert.Equal(RequestFault.ModelTooLong, Scan(Form(Field("model", new string('x', 100_000)))).Fault);
        Assert.Equal(RequestFault.ModelMalformed, Scan(Form(Field("model", "a\r\n"))).Fault);
        Assert.Equal(RequestFault.None, Scan(Form(Field("model", ""))).Fault);
        Assert.False(Scan(Form(Field("model", ""))).HasModel);
    }

    [Fact]
    public void A_form_without_end_names_no_model()
    {
        byte[] body = Form(Field("model", "whisper-1"));
        int end = Encoding.Latin1.GetString(body).IndexOf("whisper-1", StringComparison.Ordinal) + 9;
        for (int length = 0; length < body.Length; length++)
        {
            bool delimited = length >= end + 4 + Boundary.Length;
            Assert.Equal(delimited, Scan(body[..length]).HasModel);
        }
    }

    [Fact]
    public void A_preamble_an_epilogue_and_padding_are_no_fields()
    {
        string form = Encoding.Latin1.GetString(Form(Field("model", "m")));
        string field = Field("model", "no");
        string preamble = "to whom it may concern\r\n" + field + "\r\n";
        Assert.Equal("m", Encoding.UTF8.GetString(Scan(Encoding.Latin1.GetBytes(preamble + form + "\r\n--" + Boundary + "\r\n" + field)).Model));
        Assert.Equal("m", Encoding.UTF8.GetString(Scan(Encoding.Latin1.GetBytes(form.Replace(Boundary + "\r\n", Boundary + " \t\r\n", StringComparison.Ordinal))).Model));
    }

    [Fact]
    public void Values_made_of_pieces_of_the_delimiter_are_read_whole() =>
        Gen.Select(Gen.OneOf("\r", "\n", "-", "--", "\r\n--", "\r\n", Boundary[..5], "----", "x", "\r\n--" + Boundary[..^1]).Array[0, 12], Gen.Int[1, 9].Array[0, 60]).Sample(
            (pieces, cuts) =>
            {
                string value = string.Concat(pieces);
                RequestScanner scanner = Scan(Form(Field("a", value), Field("model", "m"), Field("b", value)), cuts);
                Assert.Equal("m", Encoding.UTF8.GetString(scanner.Model));
                RequestScanner model = Scan(Form(Field("model", value.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal))), cuts);
                Assert.Equal(value.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal), Encoding.UTF8.GetString(model.Model));
            },
            iter: 2000);

    [Theory]
    [InlineData("", RequestContent.Other, "")]
    [InlineData("application/json", RequestContent.Json, "")]
    [InlineData("Application/JSON ; charset=utf-8", RequestContent.Json, "")]
    [InlineData("application/vnd.api+json", RequestContent.Json, "")]
    [InlineData("text/plain", RequestContent.Other, "")]
    [InlineData("application/x-www-form-urlencoded", RequestContent.Other, "")]
    [InlineData("multipart/form-data; boundary=abc", RequestContent.Multipart, "abc")]
    [InlineData("Multipart/Form-Data; charset=x;  BOUNDARY=\"a b;c\" ; y=z", RequestContent.Multipart, "a b;c")]
    [InlineData("multipart/form-data", RequestContent.Other, "")]
    [InlineData("multipart/form-data; boundary=", RequestContent.Other, "")]
    [InlineData("multipart/form-data; boundary=\"abc", RequestContent.Other, "")]
    [InlineData("multipart/mixed; boundary=abc", RequestContent.Other, "")]
    [InlineData("multipart/form-data; boundary=0123456789012345678901234567890123456789012345678901234567890123456789", RequestContent.Multipart, "0123456789012345678901234567890123456789012345678901234567890123456789")]
    [InlineData("multipart/form-data; boundary=01234567890123456789012345678901234567890123456789012345678901234567890", RequestContent.Other, "01234567890123456789012345678901234567890123456789012345678901234567890")]
    public void The_content_type_says_how_a_body_is_laid_out(string contentType, RequestContent content, string boundary)
    {
        Assert.Equal(content, RequestContentType.Of(CompletionRoute.None, Encoding.Latin1.GetBytes(contentType), out ReadOnlySpan<byte> found));
        Assert.Equal(boundary, Encoding.Latin1.GetString(found));
        Assert.Equal(RequestContent.Json, RequestContentType.Of(CompletionRoute.ChatCompletions, Encoding.Latin1.GetBytes(contentType), out _));
    }

    private static RequestScanner Scan(ReadOnlySpan<byte> body, params ReadOnlySpan<int> cuts)
    {
        RequestScanner scanner = new();
        scanner.Begin(CompletionRoute.None, RequestContent.Multipart, Encoding.Latin1.GetBytes(Boundary));
        foreach (int cut in cuts)
        {
            int length = Math.Min(cut, body.Length);
            scanner.Feed(body[..length]);
            body = body[length..];
        }

        scanner.Feed(body);
        scanner.End();
        return scanner;
    }

    private static string Field(string name, string value) => $"Content-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}";

    private static string File(string name, string value) =>
        $"Content-Disposition: form-data; name=\"{name}\"; filename=\"model\"\r\nContent-Type: audio/mpeg\r\n\r\n{value}";

    private static byte[] Form(params string[] parts) =>
        Encoding.Latin1.GetBytes(string.Concat(parts.Select(part => $"--{Boundary}\r\n{part}\r\n")) + $"--{Boundary}--\r\n");
}
