using Gateway.Wire.Json;

namespace Gateway.Wire.Completions.Usage;

/// <summary>A short name kept from bytes that go by, such as a model's. Longer names are not kept: nothing we know is called so.</summary>
internal sealed class NameBuffer
{
    /// <summary>The longest name kept, in bytes of UTF-8.</summary>
    public const int Capacity = 256;

    private readonly byte[] _bytes = new byte[Capacity];
    private int _length;

    /// <summary>Whether no name is held.</summary>
    public bool IsEmpty => _length == 0;

    /// <summary>The name, unescaped; empty if there is none.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Keeps a raw JSON string, unescaped. Anything else, an empty string and one that is too long leave the buffer as it is.</summary>
    public void Set(ReadOnlySpan<byte> value)
    {
        if (RawJson.IsFilledString(value) && JsonString.TryUnescape(value[1..^1], _bytes, out var length))
        {
            _length = length;
        }
    }

    /// <summary>Forgets the name.</summary>
    public void Clear() => _length = 0;
}
