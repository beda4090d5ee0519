using System.Text;

namespace Gateway.Testing.Samples.Http1;

/// <summary>A chunked body and what is in it.</summary>
public sealed record ChunkedSample(string Name, byte[] Bytes, byte[] Content)
{
    public ChunkedSample(string name, string text, string content)
        : this(name, Encoding.Latin1.GetBytes(text), Encoding.Latin1.GetBytes(content))
    {
    }

    public override string ToString() => Name;
}
