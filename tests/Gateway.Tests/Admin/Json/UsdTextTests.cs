using System.Globalization;
using System.Text;
using CsCheck;
using Gateway.Admin.Json;
using Xunit;

namespace Gateway.Tests.Admin.Json;

public sealed class UsdTextTests
{
    [Theory]
    [InlineData("25.5", 25_500_000_000)]
    [InlineData("0", 0)]
    [InlineData("0.000000001", 1)]
    [InlineData("1e-9", 1)]
    [InlineData("2.55e1", 25_500_000_000)]
    [InlineData("1E3", 1_000_000_000_000)]
    [InlineData("0.1", 100_000_000)]
    [InlineData("0.3000000000", 300_000_000)]
    [InlineData("0e9999", 0)]
    [InlineData("9223372036.854775807", long.MaxValue)]
    public void Decimals_are_read_exactly(string text, long nano)
    {
        Assert.True(UsdText.TryParse(Encoding.ASCII.GetBytes(text), out var read));
        Assert.Equal(nano, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("01")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1,5")]
    [InlineData("0.0000000001")]
    [InlineData("1.0000000001")]
    [InlineData("9223372036.854775808")]
    [InlineData("1e10")]
    [InlineData("1e99999")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e--1")]
    [InlineData("NaN")]
    [InlineData("99999999999999999999999999999999999999999999999")]
    public void What_is_no_amount_or_not_exact_is_refused(string text) => Assert.False(UsdText.TryParse(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void What_is_written_is_read_back_and_is_the_decimal() =>
        Gen.OneOf(Gen.Long[0, long.MaxValue], Gen.Long[0, 2_000_000_000]).Sample(nano =>
        {
            var text = new byte[UsdText.MaxLength];
            var written = text.AsSpan(0, UsdText.Format(nano, text));
            Assert.True(UsdText.TryParse(written, out var read));
            Assert.Equal(nano, read);
            Assert.Equal(nano / 1_000_000_000m, decimal.Parse(Encoding.ASCII.GetString(written), CultureInfo.InvariantCulture));
            Assert.False(written.EndsWith("."u8) || (written.Contains((byte)'.') && written.EndsWith("0"u8)));
        }, iter: 5000);

    [Fact]
    public void Negative_amounts_are_written_with_a_sign()
    {
        var text = new byte[UsdText.MaxLength];
        Assert.Equal("-9223372036.854775808", Encoding.ASCII.GetString(text.AsSpan(0, UsdText.Format(long.MinValue, text))));
    }

    [Theory]
    [InlineData("2027-01-31T00:00:00Z", "2027-01-31T00:00:00Z")]
    [InlineData("2027-01-31t00:00:00z", "2027-01-31T00:00:00Z")]
    [InlineData("2027-01-31T00:00:00.1234567-05:30", "2027-01-31T05:30:00.1234567Z")]
    [InlineData("0001-01-01T00:00:00+14:00", null)]
    [InlineData("2027-01-31T24:00:00Z", null)]
    [InlineData("2027-01-31T23:59:60Z", null)]
    [InlineData("2027-01-31T00:00:00.Z", null)]
    [InlineData("2027-01-31 00:00:00Z", null)]
    [InlineData("2027-1-31T00:00:00Z", null)]
    [InlineData("", null)]
    public void Times_are_read_strictly_and_written_in_utc(string text, string? utc)
    {
        Assert.Equal(utc is not null, Rfc3339.TryParse(text, out var ticks));
        var written = new byte[Rfc3339.MaxLength];
        if (utc is not null)
            Assert.Equal(utc, Encoding.ASCII.GetString(written.AsSpan(0, Rfc3339.Format(ticks, written))));
    }

    [Theory]
    [InlineData("requests_per_minut", "requests_per_minute")]
    [InlineData("maxInFlight", "max_in_flight")]
    [InlineData("enabeld", "enabled")]
    [InlineData("color", "owner", false)]
    [InlineData("zzzzzzzz", "", false)]
    public void A_mistyped_name_finds_the_meant_one(string written, string meant, bool found = true)
    {
        var closest = ClosestName.Of(written, ["requests_per_minute", "max_in_flight", "enabled", "metadata", "environment"]);
        Assert.Equal(found ? meant : null, closest);
    }
}
