using Gateway.Wire.Http1;

namespace Gateway.Fuzz.Targets;

/// <summary>Heads of responses, to GET and to HEAD.</summary>
internal static class ResponseHeadTarget
{
    private const int Limit = 16 * 1024;

    public static void Run(byte[] input)
    {
        Run(input, HttpVerb.Get);
        Run(input, HttpVerb.Head);
    }

    private static void Run(byte[] input, HttpVerb verb)
    {
        var whole = new ResponseHead();
        string expected = Describe(whole.Parse(input, Limit, verb), whole, input);
        var pieces = new ResponseHead();
        var status = HeadStatus.NeedMore;
        foreach (int end in Pieces.Ends(input))
            status = pieces.Parse(input.AsSpan(0, end), Limit, verb);
        Pieces.MustAgree(expected, Describe(status, pieces, input));
    }

    private static string Describe(HeadStatus status, ResponseHead head, byte[] input) =>
        HeadText.Of(status, head, input, head.Reason) + (status == HeadStatus.Complete ? $" {head.Status}" : "");
}
