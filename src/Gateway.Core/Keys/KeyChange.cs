namespace Gateway.Core.Keys;

/// <summary>One change of the key table: a credential that is there from now on, or a digest that no longer is.</summary>
public readonly struct KeyChange
{
    private KeyChange(Credential credential, bool isRemoval)
    {
        Credential = credential;
        IsRemoval = isRemoval;
    }

    /// <summary>The credential; of a removal only its digest.</summary>
    public Credential Credential { get; }

    /// <summary>Whether the digest is to go.</summary>
    public bool IsRemoval { get; }

    /// <summary>Adds a credential, or replaces the one of the same digest.</summary>
    public static KeyChange Put(Credential credential) => new(credential, isRemoval: false);

    /// <summary>Removes a digest; nothing happens if it is not there.</summary>
    public static KeyChange Remove(KeyDigest digest) => new(new(digest, null!, 0), isRemoval: true);
}
