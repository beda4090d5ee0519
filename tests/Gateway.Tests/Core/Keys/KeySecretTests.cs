using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Gateway.Core.Keys;
using Xunit;

namespace Gateway.Tests.Core.Keys;

public sealed class KeySecretTests
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    [Fact]
    public void A_new_secret_has_the_published_form_and_a_right_checksum()
    {
        var (id, secret) = KeySecret.Create();
        Assert.Matches("^[0-9A-Za-z]{12}$", id);
        Assert.Matches(new Regex($"^gwk_{id}_[0-9A-Za-z]{{43}}[0-9A-Za-z]{{6}}$"), secret);
        Assert.Equal(KeySecret.Length, secret.Length);
        Assert.Equal(SecretForm.Standard, KeySecret.Check(Encoding.ASCII.GetBytes(secret)));
    }

    [Fact]
    public void Rotation_keeps_the_public_id_and_nothing_else()
    {
        var (id, secret) = KeySecret.Create();
        var rotated = KeySecret.CreateFor(id);
        Assert.StartsWith($"gwk_{id}_", rotated, StringComparison.Ordinal);
        Assert.NotEqual(secret, rotated);
    }

    [Fact]
    public void No_two_are_alike() => Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => KeySecret.Create()).SelectMany(s => new[] { s.PublicId, s.Secret }).Distinct().Count() / 2);

    [Fact]
    public void The_random_bits_and_the_checksum_are_written_in_base_62() => Gen.UInt.Array[8].Sample(words =>
    {
        var number = words.Aggregate(BigInteger.Zero, (value, word) => (value << 32) | word);
        var head = "gwk_0123456789Az_" + Digits(number, 43);
        var expected = head + Digits(Crc32.Of(Encoding.ASCII.GetBytes(head)), 6);
        Assert.Equal(expected, KeySecret.Compose("0123456789Az", words));
    });

    [Fact]
    public void All_256_bits_fit()
    {
        var most = KeySecret.Compose("0123456789Az", [.. Enumerable.Repeat(uint.MaxValue, 8)]);
        Assert.Equal(Digits(BigInteger.Pow(2, 256) - 1, 43), most.Substring(17, 43));
        Assert.Equal(SecretForm.Standard, KeySecret.Check(Encoding.ASCII.GetBytes(most)));
    }

    [Fact]
    public void One_wrong_character_anywhere_is_noticed_without_a_look_up()
    {
        var secret = Encoding.ASCII.GetBytes(KeySecret.Create().Secret);
        for (var i = 0; i < secret.Length; i++)
        {
            var right = secret[i];
            secret[i] = (byte)(right == 'x' ? 'y' : 'x');
            var form = KeySecret.Check(secret);
            Assert.Equal(i is < 4 or 16 ? SecretForm.Other : SecretForm.WrongChecksum, form);
            secret[i] = right;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("gwk_")]
    [InlineData("sk-proj-0123456789012345678901234567890123456789012345678901234567")]
    [InlineData("gwk_0123456789Az-0000000000000000000000000000000000000000000000000")]
    [InlineData("gwk_0123456789A\u00e9_0000000000000000000000000000000000000000000000000")]
    [InlineData("GWK_0123456789Az_0000000000000000000000000000000000000000000000000")]
    public void What_is_not_of_our_making_may_be_a_legacy_secret(string text) => Assert.Equal(SecretForm.Other, KeySecret.Check(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("0123456789A_")]
    [InlineData("0123456789Az0")]
    [InlineData("0123456789A\u00e9")]
    public void A_secret_is_made_only_for_a_public_id(string id)
    {
        Assert.False(KeySecret.IsPublicId(id));
        Assert.Throws<ArgumentException>(() => KeySecret.CreateFor(id));
    }

    private static string Digits(BigInteger value, int width)
    {
        var digits = new char[width];
        for (var i = width - 1; i >= 0; i--)
        {
            digits[i] = Alphabet[(int)(value % 62)];
            value /= 62;
        }

        Assert.True(value.IsZero);
        return new(digits);
    }
}
