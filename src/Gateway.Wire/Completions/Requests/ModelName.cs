using System.Text.Unicode;
using Gateway.Wire.Json;

namespace Gateway.Wire.Completions.Requests;

/// <summary>The name of a model as a request gives it. No allocation once warm.</summary>
internal sealed class ModelName
{
    private readonly byte[] _text = new byte[RequestScanner.MaxModelBytes];
    private int _length;

    /// <summary>The name, unescaped UTF-8.</summary>
    public ReadOnlySpan<byte> Text => _text.AsSpan(0, _length);

    /// <summary>Forgets the name.</summary>
    public void Clear() => _length = 0;

    /// <summary>Takes the name from what stands between the quotes of a JSON string.</summary>
    public RequestFault SetEscaped(ReadOnlySpan<byte> content)
    {
        Clear();
        if (content.Length <= _text.Length)
        {
            return JsonString.TryUnescape(content, _text, out int length) ? Accept(length) : RequestFault.ModelMalformed;
        }

        Span<byte> text = stackalloc byte[RequestScanner.MaxRawModelBytes];
        if (!JsonString.TryUnescape(content, text, out int written))
        {
            return RequestFault.ModelMalformed;
        }

        return SetPlain(text[..written]);
    }

    /// <summary>Takes the name as it stands.</summary>
    public RequestFault SetPlain(ReadOnlySpan<byte> text)
    {
        Clear();
        if (!text.TryCopyTo(_text))
        {
            return RequestFault.ModelTooLong;
        }

        return Accept(text.Length);
    }

    /// <summary>How many raw bytes the first <paramref name="decoded"/> bytes of the name take between the quotes.</summary>
    public static int RawLength(ReadOnlySpan<byte> content, int decoded)
    {
        int at = 0;
        while (decoded > 0 && at < content.Length)
        {
            if (content[at] != (byte)'\\')
            {
                at++;
                decoded--;
                continue;
            }

            int length = JsonString.EscapeLength(content[at..], out System.Text.Rune rune);
            if (length == 0)
            {
                break;
            }

            at += length;
            decoded -= rune.Utf8SequenceLength;
        }

        return at;
    }

    private RequestFault Accept(int length)
    {
        ReadOnlySpan<byte> text = _text.AsSpan(0, length);
        if (text.IndexOfAnyExceptInRange((byte)' ', (byte)'~') >= 0 && !IsPrintable(text))
        {
            return RequestFault.ModelMalformed;
        }

        _length = length;
        return RequestFault.None;
    }

    private static bool IsPrintable(ReadOnlySpan<byte> text) =>
        text.IndexOfAnyInRange((byte)0, (byte)0x1F) < 0 && !text.Contains((byte)0x7F) && Utf8.IsValid(text);
}
