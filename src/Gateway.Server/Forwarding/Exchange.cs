using Gateway.Core.Admission;
using Gateway.Core.Keys;
using Gateway.Core.Limits;
using Gateway.Core.Prices;
using Gateway.Server.Routing;
using Gateway.Server.Upstreams;
using Gateway.Wire.Completions;
using Gateway.Wire.Http1;

namespace Gateway.Server.Forwarding;

/// <summary>
/// One request and its response: everything that is known about it, from its first byte to its settlement. Pooled; belongs to the
/// connection that rented it, and only that connection's loop touches it.
/// </summary>
public sealed class Exchange(HeldBody body)
{
    private const int FirstHeadBytes = 2048;
    private const int LongestRequestId = 128;

    private readonly byte[] _requestId = new byte[LongestRequestId];
    private int _requestIdLength;

    /// <summary>The request's head, by offsets into <see cref="HeadBytes"/>.</summary>
    public RequestHead Head { get; } = new();

    /// <summary>The head's bytes, once it is complete.</summary>
    public byte[] HeadBytes { get; private set; } = new byte[FirstHeadBytes];

    /// <summary>Bytes of an incomplete head that spanned segments and were brought together in <see cref="HeadBytes"/>.</summary>
    public int GatheredHeadBytes { get; set; }

    /// <summary>What method and path say.</summary>
    public RequestRoute Route;

    /// <summary>Whose request it is.</summary>
    public ApiKey? Key { get; set; }

    /// <summary>What the key took for it; settled exactly once.</summary>
    public Reservation Reservation;

    /// <summary>What the key may still do, as it was right after admission or refusal.</summary>
    public RateLimitState Limits;

    /// <summary>Reads the request body.</summary>
    public RequestScanner Scanner { get; } = new();

    /// <summary>What is kept of the request body.</summary>
    public HeldBody Body { get; } = body;

    /// <summary>How the request body is arriving.</summary>
    public BodyIntake Intake;

    /// <summary>Who answers; null until it is known.</summary>
    public Provider? Provider { get; set; }

    /// <summary>Price of the model that was asked for; null if it has none, or no model was named.</summary>
    public ModelPrice? Price { get; set; }

    /// <summary>The request as it goes to the provider.</summary>
    public RequestPieces Pieces { get; } = new();

    /// <summary>The gateway asked for usage on this stream, and takes the event out again.</summary>
    public bool HidesUsage { get; set; }

    /// <summary>The request goes to the provider in chunks, because its length is not known.</summary>
    public bool SendsChunks { get; set; }

    /// <summary>The body is looked into: it may name the model.</summary>
    public bool Scans { get; set; }

    /// <summary>The connection closes after this exchange.</summary>
    public bool Closes { get; set; }

    /// <summary>The response was cut in the middle.</summary>
    public bool Cut { get; set; }

    /// <summary>The status of an answer of the gateway's own; 0 if there was none.</summary>
    public int AnswerStatus { get; set; }

    /// <summary>Input tokens that were charged.</summary>
    public long ChargedInputTokens { get; set; }

    /// <summary>Output tokens that were charged.</summary>
    public long ChargedOutputTokens { get; set; }

    /// <summary>The client's address, for the access log only; null if none is written.</summary>
    public string? ClientAddress { get; set; }

    /// <summary>The model that was asked for, as the client named it.</summary>
    public ReadOnlySpan<byte> Model => Route.ModelInPath.IsEmpty ? (Scans ? Scanner.Model : default) : Route.ModelInPath.Of(Head.Path.Of(HeadBytes));

    /// <summary>The charge was made, or it was found that there is none.</summary>
    public bool IsSettled { get; set; }

    /// <summary>Where the head of the upstream request is composed, and small pieces of it are brought together; null until it is.</summary>
    public byte[]? SendBuffer { get; set; }

    /// <summary>The provider's response, on its way to the client.</summary>
    public ResponseRelay Relay { get; } = new();

    /// <summary>When the request's head was complete, in <see cref="System.Diagnostics.Stopwatch"/> ticks; for the access log.</summary>
    public long StartedAt { get; set; }

    /// <summary>The request's id.</summary>
    public ReadOnlyMemory<byte> RequestId => _requestId.AsMemory(0, _requestIdLength);

    /// <summary>Copies the bytes of a complete head, whose buffer is about to be given back.</summary>
    public void KeepHead(ReadOnlySpan<byte> bytes)
    {
        if (HeadBytes.Length < bytes.Length)
            HeadBytes = new byte[bytes.Length];
        bytes.CopyTo(HeadBytes);
    }

    /// <summary>Room for <paramref name="length"/> bytes of an incomplete head; what was gathered stays.</summary>
    public Span<byte> RoomForHead(int length)
    {
        if (HeadBytes.Length < length)
        {
            byte[] larger = new byte[Math.Max(length, HeadBytes.Length * 2)];
            HeadBytes.AsSpan(0, GatheredHeadBytes).CopyTo(larger);
            HeadBytes = larger;
        }

        return HeadBytes;
    }

    /// <summary>Takes over the client's request id if it is sane, else makes one.</summary>
    public void Identify(RequestIds ids)
    {
        ReadOnlySpan<byte> sent = Head.Find(KnownHeader.XRequestId).Of(HeadBytes);
        if (RequestIds.IsSane(sent, LongestRequestId))
        {
            sent.CopyTo(_requestId);
            _requestIdLength = sent.Length;
        }
        else
        {
            _requestIdLength = ids.Write(_requestId);
        }
    }

    /// <summary>Makes it ready for the next request; what it held has been given back.</summary>
    public void Reset()
    {
        Head.Reset();
        GatheredHeadBytes = 0;
        Route = default;
        Key = null;
        Reservation = default;
        Limits = default;
        Intake = default;
        Provider = null;
        Price = null;
        HidesUsage = false;
        SendsChunks = false;
        Scans = false;
        Closes = false;
        Cut = false;
        IsSettled = false;
        AnswerStatus = 0;
        ChargedInputTokens = 0;
        ChargedOutputTokens = 0;
        ClientAddress = null;
        StartedAt = 0;
        _requestIdLength = 0;
        Body.Release();
        Relay.Reset();
    }
}
