using CsCheck;
using Gateway.Server.Configuration;
using Xunit;

namespace Gateway.Tests.Server.Configuration;

public sealed class SettingValueTests
{
    [Theory]
    [InlineData("00:00:10", 10_000)]
    [InlineData("1.00:00:00", 86_400_000)]
    [InlineData("00:00:00.020", 20)]
    [InlineData("500ms", 500)]
    [InlineData("1.5s", 1500)]
    [InlineData(" 2 m ", 120_000)]
    [InlineData("1h", 3_600_000)]
    public void A_duration_is_read(string text, int milliseconds)
    {
        Assert.True(SettingValue.TryDuration(text, out var value));
        Assert.Equal(milliseconds, value.TotalMilliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("1 fortnight")]
    [InlineData("99999999999999999999999999999999999s")]
    [InlineData("00:99:00")]
    public void What_is_no_duration_is_not_guessed_at(string text) => Assert.False(SettingValue.TryDuration(text, out _));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("32768", 32768)]
    [InlineData("32 KiB", 32768)]
    [InlineData("32kib", 32768)]
    [InlineData("2MB", 2_000_000)]
    [InlineData("1GiB", 1 << 30)]
    public void A_size_is_read(string text, long bytes)
    {
        Assert.True(SettingValue.TrySize(text, out var value));
        Assert.Equal(bytes, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("KiB")]
    [InlineData("-1")]
    [InlineData("1.5 MiB")]
    [InlineData("9223372036854775807 GiB")]
    [InlineData("0x10")]
    public void What_is_no_size_is_not_guessed_at(string text) => Assert.False(SettingValue.TrySize(text, out _));

    [Fact]
    public void What_is_shown_can_be_read_back()
    {
        Gen.Long[0, 1L << 50].Sample(bytes => SettingValue.TrySize(SettingValue.ShowSize(bytes), out var read) && read == bytes);
        Gen.Int[1, 86_399_999].Sample(ms => SettingValue.TryDuration(SettingValue.Show(TimeSpan.FromMilliseconds(ms)), out var read) && read.TotalMilliseconds == ms);
    }

    [Fact]
    public void Any_text_is_read_or_refused_and_never_throws() =>
        Gen.String.Sample(text =>
        {
            SettingValue.TryDuration(text, out _);
            SettingValue.TrySize(text, out _);
            SettingValue.TryInteger(text, out _);
        });
}
