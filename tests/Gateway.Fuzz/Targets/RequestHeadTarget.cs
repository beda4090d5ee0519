using Gateway.Wire.Http1;

namespace Gateway.Fuzz.Targets;

/// <summary>Heads of requests.</summary>
internal static class RequestHeadTarget
{
    private const int Limit = 16 * 1024;

    public static void Run(byte[] input)
    {
        var whole = new RequestHead();
        string expected = Describe(whole.Parse(input, Limit), whole, input);
        var pieces = new RequestHead();
        var status = HeadStatus.NeedMore;
        foreach (int end in Pieces.Ends(input))
            status = pieces.Parse(input.AsSpan(0, end), Limit);
        Pieces.MustAgree(expected, Describe(status, pieces, input));
    }

    private static string Describe(HeadStatus status, RequestHead head, byte[] input) =>
        HeadText.Of(status, head, input, head.VerbText, head.Target, head.Path, head.Query, head.Host) + $" {head.Verb} {head.ExpectContinue} {head.IsAsteriskForm} {head.PathIsRoot}";
}
