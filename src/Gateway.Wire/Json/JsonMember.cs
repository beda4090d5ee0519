namespace Gateway.Wire.Json;

/// <summary>A place in a document that is worth knowing.</summary>
/// <param name="Path">
/// Names from the top, joined by dots: <c>model</c>, <c>usage.prompt_tokens</c>. <c>[]</c> stands for every element of an array, or for the
/// value itself where it is an object and no array: <c>choices[].finish_reason</c>; a path that starts with it allows an array as the
/// document. <c>*</c> stands for every name that has no path of its own beside it. Names are ASCII, without dots and brackets.
/// </param>
/// <param name="CaptureBytes">How many bytes of the raw value to keep, quotes included; 0 keeps none.</param>
/// <param name="Stops">Whether <see cref="JsonMemberScanner.Feed"/> returns where the value ends.</param>
public readonly record struct JsonMember(string Path, int CaptureBytes = 0, bool Stops = false);
