using System.Buffers.Text;
using System.Text;

namespace Gateway.Server.Logging;

/// <summary>
/// Builds one JSON object in a span of fixed size, without allocating. Each text has a bound of its own, so that a line always fits;
/// bytes that are no UTF-8 become U+FFFD. Not thread-safe.
/// </summary>
internal ref struct JsonLine(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;
    private int _length;

    /// <summary>The line so far.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

    /// <summary>A number; left out if it is zero and <paramref name="always"/> is not asked for.</summary>
    public void Number(scoped ReadOnlySpan<byte> name, long value, bool always = false)
    {
        if (value == 0 && !always)
            return;
        Name(name);
        Utf8Formatter.TryFormat(value, _buffer[_length..], out var written);
        _length += written;
    }

    /// <summary>A text of at most <paramref name="longest"/> bytes of input; left out if empty.</summary>
    public void Text(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value, int longest)
    {
        if (value.IsEmpty)
            return;
        Name(name);
        Byte((byte)'"');
        value = value[..Math.Min(value.Length, longest)];
        while (!value.IsEmpty)
        {
            Rune.DecodeFromUtf8(value, out var rune, out var consumed);
            value = value[consumed..];
            Character(rune);
        }
        Byte((byte)'"');
    }

    /// <summary>An ASCII text of ours, at most <paramref name="longest"/> characters; left out if null.</summary>
    public void Text(scoped ReadOnlySpan<byte> name, string? value, int longest)
    {
        if (value is null)
            return;
        Span<byte> bytes = stackalloc byte[128];
        Encoding.UTF8.TryGetBytes(value.AsSpan(0, Math.Min(value.Length, Math.Min(longest, 40))), bytes, out var length);
        Text(name, bytes[..length], bytes.Length);
    }

    /// <summary>A moment in UTC, RFC 3339 with microseconds.</summary>
    public void Moment(scoped ReadOnlySpan<byte> name, long ticks)
    {
        Name(name);
        Byte((byte)'"');
        new DateTime(ticks, DateTimeKind.Utc).TryFormat(_buffer[_length..], out var written, "yyyy-MM-ddTHH:mm:ss.ffffffZ", null);
        _length += written;
        Byte((byte)'"');
    }

    /// <summary>True, or nothing.</summary>
    public void Flag(scoped ReadOnlySpan<byte> name, bool value)
    {
        if (!value)
            return;
        Name(name);
        Bytes("true"u8);
    }

    /// <summary>Ends the object and the line.</summary>
    public void End() => Bytes("}\n"u8);

    private void Name(scoped ReadOnlySpan<byte> name)
    {
        Bytes(_length == 0 ? "{\""u8 : ",\""u8);
        Bytes(name);
        Bytes("\":"u8);
    }

    private void Character(Rune rune)
    {
        if (rune.Value is '"' or '\\')
        {
            Byte((byte)'\\');
            Byte((byte)rune.Value);
        }
        else if (rune.Value < 0x20 || rune.Value == 0x7F)
        {
            Bytes("\\u00"u8);
            Byte("0123456789abcdef"u8[rune.Value >> 4]);
            Byte("0123456789abcdef"u8[rune.Value & 15]);
        }
        else
        {
            _length += rune.EncodeToUtf8(_buffer[_length..]);
        }
    }

    private void Bytes(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer[_length..]);
        _length += bytes.Length;
    }

    private void Byte(byte value) => _buffer[_length++] = value;
}
