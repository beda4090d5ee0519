namespace Gateway.Wire.Completions;

/// <summary>A change to a body that is forwarded otherwise as it came.</summary>
/// <param name="Offset">Where, in bytes from the first byte of the body as it came.</param>
/// <param name="Remove">How many bytes are taken out there.</param>
/// <param name="Insert">What is put in their place.</param>
public readonly record struct BodyEdit(long Offset, int Remove, ReadOnlyMemory<byte> Insert);
