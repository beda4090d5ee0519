using Gateway.Wire.Json;

namespace Gateway.Wire.Completions.Requests;

/// <summary>
/// Where <c>stream_options.include_usage</c> stands, and how to add it to a streamed request that lacks it
/// (platform.openai.com/docs/api-reference/chat/create).
/// </summary>
internal static class UsageOption
{
    private static readonly ReadOnlyMemory<byte> WholeMember = ",\"stream_options\":{\"include_usage\":true}"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> WholeObject = "{\"include_usage\":true}"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> OnlyMember = "\"include_usage\":true"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> FirstMember = "\"include_usage\":true,"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> True = "true"u8.ToArray();

    /// <summary>
    /// How to ask for usage; false if it is asked for already, if <c>stream_options</c> has not been seen and may yet come, or if what stands
    /// there is not what the dialect knows, which the provider shall refuse by itself.
    /// </summary>
    public static bool TryAdd(JsonMemberScanner scanner, bool ended, out BodyEdit edit)
    {
        edit = default;
        ref readonly JsonValue options = ref scanner[RequestMembers.StreamOptions];
        ref readonly JsonValue include = ref scanner[RequestMembers.IncludeUsage];
        if (options.Count == 0)
        {
            if (ended && scanner.State == JsonScanState.Complete)
            {
                edit = new BodyEdit(scanner[RequestMembers.Stream].End, 0, WholeMember);
            }
        }
        else if (!options.IsComplete)
        {
            return false;
        }
        else if (options.Kind == JsonKind.Null)
        {
            edit = new BodyEdit(options.Start, 4, WholeObject);
        }
        else if (options.Kind == JsonKind.Object && include.Count == 0)
        {
            edit = new BodyEdit(options.Start + 1, 0, options.IsEmpty ? OnlyMember : FirstMember);
        }
        else if (options.Kind == JsonKind.Object && include.Kind is JsonKind.False or JsonKind.Null)
        {
            edit = new BodyEdit(include.Start, (int)(include.End - include.Start), True);
        }

        return !edit.Insert.IsEmpty;
    }
}
