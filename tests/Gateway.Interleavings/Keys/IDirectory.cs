namespace Gateway.Interleavings.Keys;

/// <summary>A key table with one key, an administrator, and connections that remember what they presented.</summary>
public interface IDirectory
{
    /// <summary>What a connection remembers.</summary>
    object Connect();

    /// <summary>Whether the secret lets the connection in.</summary>
    bool Authenticate(object connection, string secret);

    /// <summary>Gives a secret to the key.</summary>
    void Add(string secret);

    /// <summary>The key and all its secrets go.</summary>
    void Delete();

    /// <summary>A new secret in place of the old one, for the same living key, in one step.</summary>
    void Rotate(string oldSecret, string newSecret);
}

public static class Directories
{
    public static IDirectory Make(DirectoryKind kind) => kind == DirectoryKind.Production ? new ProductionDirectory() : new TwinDirectory(kind);
}
