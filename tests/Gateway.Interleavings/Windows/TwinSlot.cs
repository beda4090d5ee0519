namespace Gateway.Interleavings.Windows;

/// <summary>A slot as an object, exchanged by reference: no packing, nothing to get wrong but the algorithm.</summary>
internal sealed record TwinSlot(long Time, long Lap, int Used, bool Frozen);
