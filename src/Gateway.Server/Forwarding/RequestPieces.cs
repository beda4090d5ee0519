using Gateway.Wire.Completions;

namespace Gateway.Server.Forwarding;

/// <summary>
/// A request as it goes to the provider, in as few pieces as can be: the head and what is small are copied together into one buffer, so
/// that a usual request is one send; long runs of the body are sent from where they are held. Can be gone through again.
/// </summary>
public sealed class RequestPieces
{
    /// <summary>A run at least this long is cheaper to send by itself than to copy.</summary>
    private const int SentAlone = 8 * 1024;

    private readonly BodyEdit[] _edits = new BodyEdit[RequestScanner.MaxEdits];
    private HeldBody _body = null!;
    private byte[] _buffer = [];
    private int _headLength;
    private int _editCount;
    private int _nextEdit;
    private long _position;
    private bool _headSent;
    private ReadOnlyMemory<byte> _waiting;
    private byte[] _tail = [];
    private bool _tailSent;

    /// <summary>Where the planned edits go, in ascending order.</summary>
    public Span<BodyEdit> Edits => _edits;

    /// <summary>Starts a request.</summary>
    /// <param name="buffer">Holds the head in its first <paramref name="headLength"/> bytes; what is behind is free to use.</param>
    /// <param name="headLength">Bytes of the head.</param>
    /// <param name="body">What is held of the body.</param>
    /// <param name="editCount">How many of <see cref="Edits"/> hold.</param>
    /// <param name="tail">What follows the held body: the end of its chunk, or nothing.</param>
    public void Begin(byte[] buffer, int headLength, HeldBody body, int editCount, byte[] tail)
    {
        _buffer = buffer;
        _headLength = headLength;
        _body = body;
        _editCount = editCount;
        _tail = tail;
        Rewind();
    }

    /// <summary>Back to the first piece, to send the request once more.</summary>
    public void Rewind()
    {
        _nextEdit = 0;
        _position = 0;
        _headSent = false;
        _tailSent = _tail.Length == 0;
        _waiting = default;
    }

    /// <summary>Bytes that <paramref name="edits"/> add to a body.</summary>
    public static long Growth(ReadOnlySpan<BodyEdit> edits)
    {
        long growth = 0;
        foreach (BodyEdit edit in edits)
            growth += edit.Insert.Length - edit.Remove;
        return growth;
    }

    /// <summary>The next bytes to send; false when there are no more. They stay valid until the next call.</summary>
    public bool TryNext(out ReadOnlyMemory<byte> piece)
    {
        // The head stays where it is, for a second sending; what is copied later goes behind it.
        int start = _headSent ? _headLength : 0;
        int end = _headLength;
        _headSent = true;
        for (; ; )
        {
            if (_waiting.IsEmpty && !TryTakeRun(out _waiting))
                break;

            if (_waiting.Length >= SentAlone || _waiting.Length > _buffer.Length - end)
            {
                // What was copied so far goes first; the run then starts the next piece.
                if (end > start)
                    break;
                piece = _waiting;
                _waiting = default;
                return true;
            }

            _waiting.Span.CopyTo(_buffer.AsSpan(end));
            end += _waiting.Length;
            _waiting = default;
        }

        piece = _buffer.AsMemory(start, end - start);
        return end > start;
    }

    /// <summary>The next run of the edited body.</summary>
    private bool TryTakeRun(out ReadOnlyMemory<byte> run)
    {
        if (_nextEdit < _editCount && _edits[_nextEdit].Offset == _position)
        {
            BodyEdit edit = _edits[_nextEdit++];
            _position += edit.Remove;
            run = edit.Insert;
            if (!run.IsEmpty)
                return true;
        }

        if (_position < _body.Length)
        {
            run = _body.From(_position);
            if (_nextEdit < _editCount && _edits[_nextEdit].Offset < _position + run.Length)
                run = run[..(int)(_edits[_nextEdit].Offset - _position)];
            _position += run.Length;
            if (!run.IsEmpty)
                return true;
            return TryTakeRun(out run);
        }

        run = _tailSent ? default : _tail;
        _tailSent = true;
        return !run.IsEmpty;
    }
}
