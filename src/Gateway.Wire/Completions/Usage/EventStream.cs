using System.Numerics;

namespace Gateway.Wire.Completions.Usage;

/// <summary>
/// Cuts a stream into events as its bytes arrive, has each read, and passes on those that the client may see. Events that arrive whole are
/// read where they are; of one that does not, the beginning is held, up to <see cref="MaxHeldBytes"/>: a larger one is read as it comes, and
/// passed on as it comes. Reusable, no allocation once warm; not thread-safe.
/// </summary>
internal sealed class EventStream(LargeObject large)
{
    /// <summary>The largest event that is held, in bytes. The one kind that is ever taken out has a few hundred.</summary>
    public const int MaxHeldBytes = 64 * 1024;

    private readonly EventData _data = new();
    private readonly LargeEvent _large = new(large);
    private EventBoundary _boundary;
    private ResponseReader? _reader;
    private byte[] _held = [];
    private int _markLength;
    private bool _isLarge;
    private bool _hides;
    private bool _endedInCarriageReturn;
    private bool _lastWasHidden;

    /// <summary>How many bytes are held.</summary>
    public int HeldLength { get; private set; }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private ReadOnlySpan<byte> Held => _held.AsSpan(0, HeldLength);

    /// <summary>The size of a buffer that grows by doubling.</summary>
    public static int RoundUp(int length) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(length, 1024));

    /// <summary>Starts on a new stream.</summary>
    /// <param name="reader">Who reads the events.</param>
    /// <param name="hides">Whether events that report nothing but usage are taken out; otherwise nothing is written anywhere.</param>
    public void Begin(ResponseReader reader, bool hides)
    {
        _reader = reader;
        _hides = hides;
        _boundary.Reset();
        HeldLength = _markLength = 0;
        _isLarge = _endedInCarriageReturn = _lastWasHidden = false;
    }

    /// <summary>Takes the next bytes and writes what the client may see; returns how many bytes that is.</summary>
    public int Take(ReadOnlySpan<byte> body, Span<byte> output)
    {
        var at = TakeMark(body);
        var written = Write(body[..at], output);
        while (at < body.Length)
        {
            var rest = body[at..];
            if (_endedInCarriageReturn)
            {
                _endedInCarriageReturn = false;
                if (rest[0] == (byte)'\n')
                {
                    written += _lastWasHidden ? 0 : Write(rest[..1], output[written..]);
                    at++;
                    continue;
                }
            }

            if (HeldLength == 0 && !_isLarge && EventData.TryReadSimple(rest, out var data, out var name) is > 0 and <= MaxHeldBytes and var whole)
            {
                at += whole;
                written += TakeWhole(rest[..whole], data, name, output[written..]);
                continue;
            }

            var length = _boundary.Find(rest);
            if (length < 0)
            {
                return written + TakePart(rest, output[written..]);
            }

            at += length;
            written += TakeEnd(rest[..length], output[written..]);
            _boundary.Reset();
            _endedInCarriageReturn = rest[length - 1] == (byte)'\r';
        }

        return written;
    }

    /// <summary>Takes the end of the stream for the end of its last event, and writes what was held of it unless it is hidden.</summary>
    public int End(Span<byte> output)
    {
        if (_isLarge)
        {
            _isLarge = false;
            _large.End();
        }

        return HeldLength > 0 ? TakeEnd([], output) : 0;
    }

    /// <summary>Nothing is written any more.</summary>
    public void StopWriting() => _hides = false;

    private int TakeMark(ReadOnlySpan<byte> body)
    {
        var at = 0;
        while (_markLength < ByteOrderMark.Length && at < body.Length)
        {
            if (body[at] == ByteOrderMark[_markLength])
            {
                _markLength++;
                at++;
            }
            else
            {
                _markLength = ByteOrderMark.Length;
            }
        }

        return at;
    }

    /// <summary>Takes the bytes that end an event.</summary>
    private int TakeEnd(ReadOnlySpan<byte> bytes, Span<byte> output)
    {
        if (_isLarge || HeldLength + bytes.Length > MaxHeldBytes)
        {
            var passed = PassLarge(bytes, output);
            _isLarge = _lastWasHidden = false;
            _large.End();
            return passed;
        }

        if (HeldLength > 0)
        {
            Hold(bytes);
            bytes = Held;
            HeldLength = 0;
        }

        return TakeWhole(bytes, _data.Read(bytes, out var name), name, output);
    }

    private int TakeWhole(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> data, ReadOnlySpan<byte> name, Span<byte> output)
    {
        _lastWasHidden = !data.IsEmpty && _reader!.ReadEvent(data, name) && _hides;
        return _lastWasHidden ? 0 : Write(bytes, output);
    }

    /// <summary>Takes bytes after which an event goes on.</summary>
    private int TakePart(ReadOnlySpan<byte> bytes, Span<byte> output)
    {
        if (_isLarge || HeldLength + bytes.Length > MaxHeldBytes)
        {
            return PassLarge(bytes, output);
        }

        Hold(bytes);
        return 0;
    }

    private int PassLarge(ReadOnlySpan<byte> bytes, Span<byte> output)
    {
        var written = 0;
        if (!_isLarge)
        {
            _isLarge = true;
            _large.Begin(_reader!);
            _large.Feed(Held);
            written = Write(Held, output);
            HeldLength = 0;
        }

        _large.Feed(bytes);
        return written + Write(bytes, output[written..]);
    }

    private void Hold(ReadOnlySpan<byte> bytes)
    {
        var length = HeldLength + bytes.Length;
        if (_held.Length < length)
        {
            Array.Resize(ref _held, RoundUp(length));
        }

        bytes.CopyTo(_held.AsSpan(HeldLength));
        HeldLength = length;
    }

    private int Write(ReadOnlySpan<byte> bytes, Span<byte> output)
    {
        if (!_hides)
        {
            return 0;
        }

        bytes.CopyTo(output);
        return bytes.Length;
    }
}
