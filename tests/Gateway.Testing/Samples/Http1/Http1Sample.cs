using System.Text;

namespace Gateway.Testing.Samples.Http1;

/// <summary>One canned message; the text is Latin-1, so that every byte can be written.</summary>
public sealed record Http1Sample(string Name, byte[] Bytes)
{
    public Http1Sample(string name, string text)
        : this(name, Encoding.Latin1.GetBytes(text))
    {
    }

    public override string ToString() => Name;
}
