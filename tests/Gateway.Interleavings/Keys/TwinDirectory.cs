using System.Collections.Immutable;

namespace Gateway.Interleavings.Keys;

/// <summary>The key table as plainly as possible; with <see cref="DirectoryKind.Model"/> it is right, each other kind has the flaw it is named for.</summary>
internal sealed class TwinDirectory(DirectoryKind kind) : IDirectory
{
    private readonly TwinKey _key = new();
    private TwinIndex _index = new(1, []);

    public object Connect() => new TwinMemo();

    public bool Authenticate(object connection, string secret)
    {
        var memo = (TwinMemo)connection;
        if (kind == DirectoryKind.FlagOnTheKey && memo.Secret == secret && memo.Key is not null)
            return Volatile.Read(ref memo.Key.Live);

        var index = Volatile.Read(ref _index);
        if (memo.Secret != secret)
        {
            if (!index.Secrets.TryGetValue(secret, out var key))
                return false;
            (memo.Secret, memo.Key, memo.Version) = (secret, key, VersionOf(index));
        }
        else if (memo.Version != index.Version && kind != DirectoryKind.NeverLooksAgain)
        {
            memo.Key = index.Secrets.GetValueOrDefault(secret);
            memo.Version = VersionOf(index);
        }

        return memo.Key is not null;
    }

    public void Add(string secret) => Publish(_index.Secrets.Add(secret, _key));

    public void Delete()
    {
        Publish([]);
        Volatile.Write(ref _key.Live, false);
    }

    public void Rotate(string oldSecret, string newSecret) => Publish(_index.Secrets.Remove(oldSecret).Add(newSecret, _key));

    private void Publish(ImmutableDictionary<string, TwinKey> secrets) => Interlocked.Exchange(ref _index, new TwinIndex(_index.Version + 1, secrets));

    private long VersionOf(TwinIndex index) => kind == DirectoryKind.ReadsTheVersionAgain ? Volatile.Read(ref _index).Version : index.Version;

    private sealed class TwinKey
    {
        internal bool Live = true;
    }

    private sealed record TwinIndex(long Version, ImmutableDictionary<string, TwinKey> Secrets);

    private sealed class TwinMemo
    {
        internal string? Secret;
        internal TwinKey? Key;
        internal long Version;
    }
}
