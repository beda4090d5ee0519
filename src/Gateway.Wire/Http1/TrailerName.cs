using System.Runtime.CompilerServices;

namespace Gateway.Wire.Http1;

/// <summary>The beginning of a trailer's name, kept while it arrives: as long as the longest known header's.</summary>
[InlineArray(Capacity)]
internal struct TrailerName
{
    /// <summary>Longer than every known name, so that what does not fit is none of them.</summary>
    public const int Capacity = 32;

    private byte _first;
}
