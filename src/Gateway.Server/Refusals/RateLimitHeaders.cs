using Gateway.Core.Limits;
using Gateway.Server.Forwarding;

namespace Gateway.Server.Refusals;

/// <summary>Writes <c>x-ratelimit-{limit,remaining,reset}-{requests,tokens}</c> for the limits that a key has, in OpenAI's form.</summary>
internal static class RateLimitHeaders
{
    /// <summary>Writes nothing for a limit that the key does not have.</summary>
    public static void Write(ref SpanWriter writer, in RateLimitState state)
    {
        if (state.RequestLimit > 0)
        {
            writer.Write("x-ratelimit-limit-requests: "u8);
            writer.Write(state.RequestLimit);
            writer.Write("\r\nx-ratelimit-remaining-requests: "u8);
            writer.Write(state.RequestsRemaining);
            writer.Write("\r\nx-ratelimit-reset-requests: "u8);
            WriteDuration(ref writer, state.RequestsResetMilliseconds);
            writer.Write("\r\n"u8);
        }

        if (state.LimitsTokens)
        {
            writer.Write("x-ratelimit-limit-tokens: "u8);
            writer.Write(state.TokenLimit);
            writer.Write("\r\nx-ratelimit-remaining-tokens: "u8);
            writer.Write(state.TokensRemaining);
            if (state.TokensResetMilliseconds >= 0)
            {
                writer.Write("\r\nx-ratelimit-reset-tokens: "u8);
                WriteDuration(ref writer, state.TokensResetMilliseconds);
            }

            writer.Write("\r\n"u8);
        }
    }

    /// <summary>As OpenAI writes it: <c>20ms</c>, <c>1s</c>, <c>6m0s</c>, <c>3h0m0s</c>.</summary>
    private static void WriteDuration(ref SpanWriter writer, long milliseconds)
    {
        if (milliseconds is > 0 and < 1000)
        {
            writer.Write(milliseconds);
            writer.Write("ms"u8);
            return;
        }

        long seconds = (milliseconds + 500) / 1000;
        if (seconds >= 3600)
        {
            writer.Write(seconds / 3600);
            writer.Write((byte)'h');
        }

        if (seconds >= 60)
        {
            writer.Write(seconds % 3600 / 60);
            writer.Write((byte)'m');
        }

        writer.Write(seconds % 60);
        writer.Write((byte)'s');
    }
}
