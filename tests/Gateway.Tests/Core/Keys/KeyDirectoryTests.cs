using System.Text;
using Gateway.Core.Keys;
using Gateway.Interleavings.Keys;
using Xunit;

namespace Gateway.Tests.Core.Keys;

[Collection("Alone")]
public sealed class KeyDirectoryTests
{
    private static readonly ApiKey Alice = AnyKey.Create();
    private static readonly ApiKey Bob = AnyKey.Create();

    private readonly KeyDirectory _directory = new();
    private readonly CredentialMemo _memo = new();

    [Fact]
    public void Nobody_comes_in_without_a_known_secret()
    {
        Assert.Null(Authenticate("legacy"));
        Assert.Null(Authenticate(""));
        Put("legacy", Alice);
        Assert.Null(Authenticate(""));
        Assert.Null(Authenticate("legacy "));
        Assert.Null(Authenticate("LEGACY"));
        Assert.Same(Alice, Authenticate("legacy"));
    }

    [Fact]
    public void A_connection_may_change_its_secret()
    {
        Put("a", Alice);
        Put("a longer one", Bob);
        Assert.Same(Alice, Authenticate("a"));
        Assert.Same(Bob, Authenticate("a longer one"));
        Assert.Same(Alice, Authenticate("a"));
        Assert.Null(Authenticate("a longer"));
        Assert.Same(Bob, Authenticate("a longer one"));
    }

    [Fact]
    public void A_removed_secret_fails_on_the_next_request_and_works_again_when_put_back()
    {
        Put("s", Alice);
        Assert.Same(Alice, Authenticate("s"));
        Remove("s");
        Assert.Null(Authenticate("s"));
        Assert.Null(Authenticate("s"));
        Put("s", Bob);
        Assert.Same(Bob, Authenticate("s"));
    }

    [Fact]
    public void After_a_rotation_the_old_secret_fails_while_its_key_lives_on()
    {
        Put("old", Alice);
        Assert.Same(Alice, Authenticate("old"));
        _directory.Apply([KeyChange.Remove(DigestOf("old")), KeyChange.Put(new(DigestOf("new"), Alice))], wall: 1);
        Assert.Null(Authenticate("old"));
        Assert.Same(Alice, Authenticate("new"));
        Assert.Null(Authenticate("old"));
    }

    [Fact]
    public void A_grace_ends_on_time_on_an_open_connection_and_on_a_new_one()
    {
        Put("old", Alice);
        Assert.Same(Alice, Authenticate("old", wall: 5));
        _directory.Apply([KeyChange.Put(new(DigestOf("old"), Alice, ValidUntil: 100)), KeyChange.Put(new(DigestOf("new"), Alice))], wall: 5);
        Assert.Same(Alice, Authenticate("old", wall: 99));
        Assert.Null(Authenticate("old", wall: 100));
        Assert.Null(_directory.Authenticate(Bytes("old"), new(), wall: 100));
        Assert.Same(Alice, Authenticate("old", wall: 99));
    }

    [Fact]
    public void The_same_secret_imported_for_another_key_is_that_keys_at_once()
    {
        Put("s", Alice);
        Assert.Same(Alice, Authenticate("s"));
        Put("s", Bob);
        Assert.Same(Bob, Authenticate("s"));
    }

    [Fact]
    public void A_wrong_checksum_is_refused_even_where_its_digest_is_in_the_table()
    {
        var wrong = KeySecret.Create().Secret.ToCharArray();
        wrong[20] = wrong[20] == 'x' ? 'y' : 'x';
        Put(new(wrong), Alice);
        Assert.Null(Authenticate(new(wrong)));
    }

    [Fact]
    public void A_secret_of_ours_is_accepted()
    {
        var secret = KeySecret.Create().Secret;
        Put(secret, Alice);
        Assert.Same(Alice, Authenticate(secret));
    }

    [Theory]
    [InlineData(CredentialMemo.MaxSecretBytes)]
    [InlineData(CredentialMemo.MaxSecretBytes + 1)]
    [InlineData(30_000)]
    public void A_long_legacy_secret_works_and_a_very_long_one_is_not_kept(int length)
    {
        var secret = new string('s', length);
        Put(secret, Alice);
        Assert.Same(Alice, Authenticate(secret));
        Assert.Same(Alice, Authenticate(secret));
        Assert.Equal(length <= CredentialMemo.MaxSecretBytes, _memo.Recognises(Bytes(secret)));
        Remove(secret);
        Assert.Null(Authenticate(secret));
    }

    [Fact]
    public void A_cleared_memo_knows_nothing()
    {
        Put("s", Alice);
        Authenticate("s");
        _memo.Clear();
        Assert.False(_memo.Recognises(Bytes("s")));
        Assert.False(_memo.Recognises([]));
        Assert.Same(Alice, Authenticate("s"));
    }

    [Fact]
    public void Tables_are_published_one_after_the_other()
    {
        var first = _directory.Current.With([KeyChange.Put(new(DigestOf("a"), Alice))], wall: 1);
        var second = _directory.Current.With([KeyChange.Put(new(DigestOf("b"), Bob))], wall: 1);
        _directory.Publish(first);
        Assert.Throws<InvalidOperationException>(() => _directory.Publish(second));
        Assert.Same(first, _directory.Current);
    }

    [Fact]
    public void Authenticating_allocates_nothing_once_warm()
    {
        var (a, b) = (Bytes(KeySecret.Create().Secret), Bytes(KeySecret.Create().Secret));
        _directory.Apply([KeyChange.Put(new(KeyDigest.Of(a), Alice)), KeyChange.Put(new(KeyDigest.Of(b), Bob))], wall: 1);
        var accepted = 0;
        Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(600, accepted);

        void Run()
        {
            for (var i = 0; i < 100; i++)
            {
                accepted += _directory.Authenticate(a, _memo, 1) == Alice ? 1 : 0;
                accepted += _directory.Authenticate(a, _memo, 1) == Alice ? 1 : 0;
                accepted += _directory.Authenticate(b, _memo, 1) == Bob ? 1 : 0;
                accepted += _directory.Authenticate("nobody's"u8, _memo, 1) is null ? 0 : 1;
            }
        }
    }

    internal static byte[] Bytes(string secret) => Encoding.UTF8.GetBytes(secret);

    internal static KeyDigest DigestOf(string secret) => KeyDigest.Of(Bytes(secret));

    private ApiKey? Authenticate(string secret, long wall = 1) => _directory.Authenticate(Bytes(secret), _memo, wall);

    private void Put(string secret, ApiKey key) => _directory.Apply([KeyChange.Put(new(DigestOf(secret), key))], wall: 1);

    private void Remove(string secret) => _directory.Apply([KeyChange.Remove(DigestOf(secret))], wall: 1);
}
