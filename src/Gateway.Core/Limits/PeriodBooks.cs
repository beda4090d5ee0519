using System.Runtime.InteropServices;

namespace Gateway.Core.Limits;

/// <summary>
/// The words of one usage period. <c>committed</c> is what was charged plus every open hold, in one word per dimension, at every moment; it alone
/// decides. <c>used</c>, which settlement adds to after it has corrected <c>committed</c>, only names the refusal. Whoever reads <c>used</c> before
/// <c>committed</c> never sees held (their difference) below zero. Touched together, so side by side, with padding around and none between.
/// </summary>
internal sealed class PeriodBooks
{
    private Words _words;

    internal ref long CommittedTokens => ref _words.CommittedTokens;

    internal ref long CommittedCost => ref _words.CommittedCost;

    internal ref UsageCounters Counters => ref _words.Counters;

    [StructLayout(LayoutKind.Explicit, Size = Padding + (11 * sizeof(long)) + Padding)]
    private struct Words
    {
        /// <summary>A cache line of x64 and of most ARM64, less the object's own header.</summary>
        private const int Padding = 56;

        [FieldOffset(Padding)]
        internal long CommittedTokens;

        [FieldOffset(Padding + 8)]
        internal long CommittedCost;

        [FieldOffset(Padding + 16)]
        internal UsageCounters Counters;
    }
}
