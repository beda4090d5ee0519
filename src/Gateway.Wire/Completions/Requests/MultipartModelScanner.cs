using System.Text;

namespace Gateway.Wire.Completions.Requests;

/// <summary>
/// Finds the value of the field <c>model</c> in <c>multipart/form-data</c> (RFC 7578, RFC 2046 section 5.1), over any split of its bytes. Other
/// fields, files of any size among them, are passed over. No allocation once warm; not thread-safe.
/// </summary>
internal sealed class MultipartModelScanner
{
    /// <summary>The longest boundary (RFC 2046, section 5.1.1).</summary>
    public const int MaxBoundaryBytes = 70;

    /// <summary>The longest line of a part's headers that is read; a longer one names no field that is looked for.</summary>
    private const int MaxLineBytes = 1024;

    private readonly byte[] _delimiter = new byte[MaxBoundaryBytes + 4];
    private readonly byte[] _line = new byte[MaxLineBytes];
    private readonly byte[] _value = new byte[RequestScanner.MaxModelBytes + 1];
    private int _delimiterLength;
    private int _matched;

    /// <summary>How many of the matched bytes are no content if the delimiter turns out to be none.</summary>
    private int _assumed;

    private int _lineLength;
    private long _position;
    private Phase _phase;
    private bool _isModel;

    private enum Phase : byte
    {
        Content,
        AfterDelimiter,
        Headers,
        Ended,
    }

    /// <summary>How many fields are called <c>model</c> and are no files.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the first such field's value has ended.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Where the first value starts, in bytes from the first byte of the body.</summary>
    public long Start { get; private set; }

    /// <summary>How long the value is, in bytes; more than <see cref="RequestScanner.MaxModelBytes"/> stands for any such length.</summary>
    public int Length { get; private set; }

    /// <summary>The value, as far as it is not too long.</summary>
    public ReadOnlySpan<byte> Value => _value.AsSpan(0, Length);

    /// <summary>Starts on a new body.</summary>
    public void Begin(ReadOnlySpan<byte> boundary)
    {
        if (boundary.Length is 0 or > MaxBoundaryBytes)
        {
            throw new ArgumentException("A boundary has 1 to 70 bytes.", nameof(boundary));
        }

        "\r\n--"u8.CopyTo(_delimiter);
        boundary.CopyTo(_delimiter.AsSpan(4));
        _delimiterLength = boundary.Length + 4;

        // The first delimiter may stand at the very start, where no line break goes before it.
        _matched = _assumed = 2;
        _position = Start = 0;
        _lineLength = Count = Length = 0;
        _phase = Phase.Content;
        _isModel = IsComplete = false;
    }

    /// <summary>Takes the next bytes.</summary>
    public void Feed(ReadOnlySpan<byte> body)
    {
        int at = 0;
        while (at < body.Length && _phase != Phase.Ended)
        {
            at = _phase switch
            {
                Phase.Content => TakeContent(body, at),
                Phase.AfterDelimiter => TakeAfterDelimiter(body, at),
                _ => TakeHeader(body, at),
            };
        }

        _position += body.Length;
    }

    /// <summary>Looks for the next delimiter. A carriage return stands only at its start, so a mismatch never has to go back further.</summary>
    private int TakeContent(ReadOnlySpan<byte> body, int at)
    {
        while (at < body.Length)
        {
            if (_matched == 0)
            {
                int found = body[at..].IndexOf((byte)'\r');
                Keep(body.Slice(at, found < 0 ? body.Length - at : found));
                if (found < 0)
                {
                    return body.Length;
                }

                at += found + 1;
                _matched = 1;
            }
            else if (body[at] == _delimiter[_matched])
            {
                at++;
                if (++_matched == _delimiterLength)
                {
                    EndContent();
                    return at;
                }
            }
            else
            {
                Keep(_delimiter.AsSpan(_assumed, _matched - _assumed));
                _matched = _assumed = 0;
            }
        }

        return at;
    }

    private void Keep(ReadOnlySpan<byte> content)
    {
        if (_isModel)
        {
            int room = Math.Min(content.Length, _value.Length - Length);
            content[..room].CopyTo(_value.AsSpan(Length));
            Length += room;
        }
    }

    private void EndContent()
    {
        IsComplete |= _isModel;
        _isModel = false;
        _matched = _assumed = 0;
        _lineLength = 0;
        _phase = Phase.AfterDelimiter;
    }

    /// <summary>After a delimiter: two dashes end the form, blanks and a line break begin a part (RFC 2046's transport padding).</summary>
    private int TakeAfterDelimiter(ReadOnlySpan<byte> body, int at)
    {
        byte b = body[at++];
        if (b == (byte)'-' && ++_lineLength == 2)
        {
            _phase = Phase.Ended;
        }
        else if (b == (byte)'\n')
        {
            _lineLength = 0;
            _phase = Phase.Headers;
        }

        return at;
    }

    private int TakeHeader(ReadOnlySpan<byte> body, int at)
    {
        int found = body[at..].IndexOf((byte)'\n');
        ReadOnlySpan<byte> part = body.Slice(at, found < 0 ? body.Length - at : found);
        int room = Math.Min(part.Length, MaxLineBytes - _lineLength);
        part[..room].CopyTo(_line.AsSpan(_lineLength));
        _lineLength += room;
        if (found < 0)
        {
            return body.Length;
        }

        at += found + 1;
        ReadOnlySpan<byte> line = _line.AsSpan(0, _lineLength).TrimEnd((byte)'\r');
        if (line.IsEmpty)
        {
            BeginContent(at);
        }
        else if (NamesModel(line))
        {
            _isModel = true;
        }

        _lineLength = 0;
        return at;
    }

    private void BeginContent(int at)
    {
        _phase = Phase.Content;

        // A part without content may be followed by its delimiter at once: the headers' last line break serves both.
        _matched = _assumed = 2;
        if (!_isModel)
        {
            return;
        }

        // The first value is the one that is kept: it may have been taken already when the second begins.
        Count++;
        _isModel = Count == 1;
        if (_isModel)
        {
            Start = _position + at;
        }
    }

    private static bool NamesModel(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> header = "content-disposition:"u8;
        if (line.Length < header.Length || line.Length == MaxLineBytes || !Ascii.EqualsIgnoreCase(line[..header.Length], header))
        {
            return false;
        }

        int parameters = line.IndexOf((byte)';');
        return parameters > 0
            && HeaderParameter.Find(line[parameters..], "name"u8).SequenceEqual("model"u8)
            && HeaderParameter.Find(line[parameters..], "filename"u8).IsEmpty;
    }
}
