using System.Text;
using Gateway.Wire.Http1;

namespace Gateway.Fuzz.Targets;

/// <summary>Chunked bodies.</summary>
internal static class ChunkedTarget
{
    public static void Run(byte[] input) => Pieces.MustAgree(Read(input, [input.Length]), Read(input, Pieces.Ends(input)));

    private static string Read(byte[] input, IEnumerable<int> ends)
    {
        var reader = default(ChunkedReader);
        var text = new StringBuilder();
        var status = ChunkedStatus.NeedMore;
        int at = 0;
        foreach (int end in ends)
        {
            while ((status = reader.Read(input.AsSpan(at, end - at), out int consumed, out var data)) == ChunkedStatus.Data)
            {
                text.Append(Convert.ToHexString(data.Of(input.AsSpan(at, end - at))));
                at += consumed;
                if (data.IsEmpty)
                    throw new InvalidOperationException("a piece of nothing");
            }

            if (status != ChunkedStatus.NeedMore)
                break;
            at = end;
        }

        return text.Append(status).Append(reader.Fault).ToString();
    }
}
