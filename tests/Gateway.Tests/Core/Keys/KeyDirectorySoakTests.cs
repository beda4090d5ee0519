using Gateway.Core.Keys;
using Gateway.Interleavings.Keys;
using Xunit;

namespace Gateway.Tests.Core.Keys;

/// <summary>Changes under load: what was answered is in force for the next request of every open connection.</summary>
[Collection("Soak")]
public sealed class KeyDirectorySoakTests
{
    private const int Changes = 100_000;

    [Fact]
    public void A_hundred_thousand_changes_are_each_in_force_on_the_first_request_after_the_answer()
    {
        KeyDirectory directory = new();
        var (alice, bob) = (AnyKey.Create(), AnyKey.Create());
        var secrets = new[] { "one", "two" }.Select(KeyDirectoryTests.Bytes).ToArray();
        var digests = secrets.Select(s => KeyDigest.Of(s)).ToArray();
        CredentialMemo memo = new();
        var (answered, started, wrong, overlapped) = (0L, 0L, 0L, 0L);

        // An even state lets secret one in as alice, an odd one does not; the load checks what it can know while changes overlap.
        var load = new Thread(() =>
        {
            CredentialMemo own = new();
            while (Volatile.Read(ref answered) < Changes)
            {
                var before = Volatile.Read(ref answered);
                var key = directory.Authenticate(secrets[0], own, wall: 1);
                if (before != Volatile.Read(ref started))
                    Interlocked.Increment(ref overlapped);
                else if (key == alice != (before % 2 == 0))
                    Interlocked.Increment(ref wrong);
            }
        });
        directory.Apply([KeyChange.Put(new(digests[0], alice))], wall: 1);
        load.Start();
        for (var i = 1; i <= Changes; i++)
        {
            Interlocked.Exchange(ref started, i);
            directory.Apply(ChangeAt(i), wall: 1);
            Interlocked.Exchange(ref answered, i);
            var key = directory.Authenticate(secrets[0], memo, wall: 1);
            Assert.True(key == alice == (i % 2 == 0), $"change {i}");
        }

        load.Join();
        Assert.Equal(0, wrong);
        TestContext.Current.SendDiagnosticMessage($"{overlapped} requests overlapped a change");
        Assert.True(overlapped > 0);

        // Delete and import again; rotate away and back; end the grace and lift the end; give the secret to another key and take it back.
        KeyChange[] ChangeAt(int i) => (i % 8) switch
        {
            1 => [KeyChange.Remove(digests[0])],
            3 => [KeyChange.Remove(digests[0]), KeyChange.Put(new(digests[1], alice))],
            5 => [KeyChange.Put(new(digests[0], alice, ValidUntil: 1)), KeyChange.Put(new(digests[1], alice))],
            7 => [KeyChange.Put(new(digests[0], bob))],
            _ => [KeyChange.Put(new(digests[0], alice)), KeyChange.Remove(digests[1])],
        };
    }

    [Fact]
    public void Ten_thousand_changes_leave_no_old_segment_behind_ten_thousand_idle_connections()
    {
        KeyDirectory directory = new();
        var key = AnyKey.Create();
        var secrets = Enumerable.Range(0, 10_000).Select(i => KeyDirectoryTests.Bytes($"secret {i}")).ToArray();
        directory.Apply([.. secrets.Select(s => KeyChange.Put(new(KeyDigest.Of(s), key)))], wall: 1);
        var memos = new CredentialMemo[secrets.Length];
        var old = new WeakReference[secrets.Length];
        for (var i = 0; i < secrets.Length; i++)
            ChangeAndConnect(i);

        GC.Collect();
        Assert.Equal(0, old[..^1].Count(segment => segment.IsAlive));
        GC.KeepAlive(memos);
        GC.KeepAlive(directory);

        void ChangeAndConnect(int i)
        {
            var digest = KeyDigest.Of(secrets[i]);
            directory.Apply([KeyChange.Put(new(digest, key))], wall: 1);
            memos[i] = new();
            Assert.Same(key, directory.Authenticate(secrets[i], memos[i], wall: 1));
            old[i] = new(directory.Current);
        }
    }
}
