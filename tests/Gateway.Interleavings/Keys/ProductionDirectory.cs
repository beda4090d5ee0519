using System.Text;
using Gateway.Core.Keys;

namespace Gateway.Interleavings.Keys;

/// <summary>The key table that ships.</summary>
internal sealed class ProductionDirectory : IDirectory
{
    private readonly KeyDirectory _directory = new();
    private readonly ApiKey _key = AnyKey.Create();
    private readonly HashSet<string> _secrets = [];

    public object Connect() => new CredentialMemo();

    public bool Authenticate(object connection, string secret) =>
        _directory.Authenticate(Encoding.ASCII.GetBytes(secret), (CredentialMemo)connection, wall: 1) == _key;

    public void Add(string secret)
    {
        _secrets.Add(secret);
        _directory.Apply([KeyChange.Put(new(DigestOf(secret), _key))], wall: 1);
    }

    public void Delete()
    {
        _directory.Apply([.. _secrets.Select(secret => KeyChange.Remove(DigestOf(secret)))], wall: 1);
        _secrets.Clear();
    }

    public void Rotate(string oldSecret, string newSecret)
    {
        _secrets.Remove(oldSecret);
        _secrets.Add(newSecret);
        _directory.Apply([KeyChange.Remove(DigestOf(oldSecret)), KeyChange.Put(new(DigestOf(newSecret), _key))], wall: 1);
    }

    private static KeyDigest DigestOf(string secret) => KeyDigest.Of(Encoding.ASCII.GetBytes(secret));
}
