using Gateway.Wire.Completions.Usage;

namespace Gateway.Wire.Completions;

/// <summary>
/// Reads usage, model and end off a response body as it streams by, over any split of its bytes, and takes the usage event out
/// of the client's stream where the gateway itself asked for it. Reusable, no allocation once warm; not thread-safe.
/// </summary>
public sealed class UsageScanner
{
    private readonly UsageTally _tally = new();
    private CompletionRoute _route;
    private ResponseForm _form;
    private bool _hides;
    private bool _ended;
    private int _held;

    /// <summary>Whether any readable usage was seen so far.</summary>
    public bool HasUsage => _tally.HasUsage;

    /// <summary>Whether <see cref="Usage"/> is the final one: true as soon as the event that carries it has gone by.</summary>
    public bool IsFinal => _tally.IsFinal;

    /// <summary>Whether the dialect's own end was seen: <c>[DONE]</c>, <c>message_stop</c>, <c>response.completed</c>, a finish reason.</summary>
    public bool SawEndMarker => _tally.SawEndMarker;

    /// <summary>Whether the provider reported an error inside the body.</summary>
    public bool SawError => _tally.SawError;

    /// <summary>The last readable usage; meaningful if <see cref="HasUsage"/>.</summary>
    public TokenUsage Usage => _tally.Usage;

    /// <summary>The model that the response names, unescaped UTF-8; empty if none. Valid until the next <see cref="Begin"/>.</summary>
    public ReadOnlySpan<byte> Model => _tally.Model.Bytes;

    /// <summary>The service tier that the response names, such as <c>flex</c>; empty if none. Valid until the next <see cref="Begin"/>.</summary>
    public ReadOnlySpan<byte> ServiceTier => _tally.ServiceTier.Bytes;

    /// <summary>Events that carried a piece of content, a tool call or reasoning: the estimate of output where no usage comes.</summary>
    public long ContentDeltas => _tally.ContentDeltas;

    /// <summary>Whether bytes must go through <see cref="Filter"/> rather than <see cref="Feed"/>.</summary>
    public bool Hides => _hides;

    /// <summary>Starts on a new response.</summary>
    /// <param name="route">The route that was asked.</param>
    /// <param name="form">How the body is laid out.</param>
    /// <param name="hideUsageEvent">Whether the gateway added <c>include_usage</c>, so that the event is not the client's.</param>
    public void Begin(CompletionRoute route, ResponseForm form, bool hideUsageEvent)
    {
        _tally.Reset();
        _route = route;
        _form = form;
        _ended = false;
        _held = 0;
        _hides = hideUsageEvent && form == ResponseForm.EventStream
            && route is CompletionRoute.ChatCompletions or CompletionRoute.Completions;
    }

    /// <summary>Takes the next bytes of a body of which nothing is hidden.</summary>
    public void Feed(ReadOnlySpan<byte> body)
    {
        if (_form == ResponseForm.Opaque || _route == CompletionRoute.None || body.IsEmpty || _ended)
        {
            return;
        }
    }

    /// <summary>The most that <see cref="Filter"/> may write for so many bytes of input, and <see cref="Flush"/> for none.</summary>
    public int MaxOutput(int inputLength) => _held + inputLength;

    /// <summary>Takes the next bytes and writes those that the client may see. A complete event leaves at once, an incomplete one is held.</summary>
    /// <param name="body">The next bytes.</param>
    /// <param name="output">At least <see cref="MaxOutput"/> bytes; must not overlap <paramref name="body"/>.</param>
    /// <returns>How many bytes were written.</returns>
    public int Filter(ReadOnlySpan<byte> body, Span<byte> output)
    {
        Feed(body);
        body.CopyTo(output);
        return body.Length;
    }

    /// <summary>At the end of the body: judges what was held back and writes it unless it is hidden.</summary>
    /// <param name="output">At least <see cref="MaxOutput"/> of zero bytes.</param>
    /// <returns>How many bytes were written.</returns>
    public int Flush(Span<byte> output)
    {
        End();
        return 0;
    }

    /// <summary>Says that the body has ended, so that an event without its blank line counts. Harmless if repeated.</summary>
    public void End() => _ended = true;
}
