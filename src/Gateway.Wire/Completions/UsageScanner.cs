using Gateway.Wire.Completions.Usage;

namespace Gateway.Wire.Completions;

/// <summary>
/// Reads usage, model and end off a response body as it streams by, over any split of its bytes, and takes the usage event out
/// of the client's stream where the gateway itself asked for it. Any bytes at all are survived; memory stays bounded whatever comes.
/// Reusable, no allocation once warm; not thread-safe.
/// </summary>
/// <remarks>
/// Which usage is final: OpenAI chat and completions the event with empty <c>choices</c>, or the last one before <c>[DONE]</c>; responses
/// <c>response.completed</c>, <c>.incomplete</c> or <c>.failed</c>; Anthropic <c>message_delta</c> with a stop reason; Gemini the chunk with a
/// finish reason; of a plain body the only one. A usage that is negative, above 2^31 tokens or no number is as if it were not there.
/// </remarks>
public sealed class UsageScanner
{
    private readonly UsageTally _tally = new();
    private readonly LargeObject _object = new();
    private readonly EventStream _events;
    private readonly ChatReader _chat;
    private readonly ChatReader _completions;
    private readonly ResponsesReader _responses;
    private readonly MessagesReader _messages;
    private readonly GenerateContentReader _generateContent;
    private ResponseForm _form = ResponseForm.Opaque;
    private bool _ended;

    /// <summary>Makes a scanner, to be kept and used again.</summary>
    public UsageScanner()
    {
        _events = new EventStream(_object);
        _chat = new ChatReader(_tally, isChat: true);
        _completions = new ChatReader(_tally, isChat: false);
        _responses = new ResponsesReader(_tally);
        _messages = new MessagesReader(_tally);
        _generateContent = new GenerateContentReader(_tally);
    }

    /// <summary>Whether any readable usage was seen so far.</summary>
    public bool HasUsage => _tally.HasUsage;

    /// <summary>Whether <see cref="Usage"/> is the final one: true as soon as the event that carries it has gone by.</summary>
    public bool IsFinal => _tally.IsFinal;

    /// <summary>
    /// Whether the dialect's own end was seen: <c>[DONE]</c>, <c>message_stop</c>, <c>response.completed</c>, <c>.incomplete</c> or <c>.failed</c>,
    /// a finish reason of Gemini; of a plain body its closing brace.
    /// </summary>
    public bool SawEndMarker => _tally.SawEndMarker;

    /// <summary>Whether the provider reported an error inside the body.</summary>
    public bool SawError => _tally.SawError;

    /// <summary>The last readable usage; meaningful if <see cref="HasUsage"/>.</summary>
    public TokenUsage Usage => _tally.Usage;

    /// <summary>The model that the response names first, unescaped UTF-8; empty if none. Valid until the next <see cref="Begin"/>.</summary>
    public ReadOnlySpan<byte> Model => _tally.Model.Bytes;

    /// <summary>OpenAI's <c>service_tier</c>, such as <c>flex</c>; empty if none was seen. Valid until the next <see cref="Begin"/>.</summary>
    public ReadOnlySpan<byte> ServiceTier => _tally.ServiceTier.Bytes;

    /// <summary>Events that carried a piece of content, a tool call or reasoning: the estimate of output where no usage comes.</summary>
    public long ContentDeltas => _tally.ContentDeltas;

    /// <summary>Whether bytes must go through <see cref="Filter"/> rather than <see cref="Feed"/>.</summary>
    public bool Hides { get; private set; }

    /// <summary>Starts on a new response.</summary>
    /// <param name="route">The route that was asked.</param>
    /// <param name="form">How the body is laid out.</param>
    /// <param name="hideUsageEvent">Whether the gateway added <c>include_usage</c>, so that the event is not the client's.</param>
    public void Begin(CompletionRoute route, ResponseForm form, bool hideUsageEvent)
    {
        _tally.Reset();
        _ended = false;
        var reader = ReaderOf(route);
        _form = reader is null ? ResponseForm.Opaque : form;
        Hides = hideUsageEvent && _form == ResponseForm.EventStream && reader is ChatReader;
        reader?.Begin();
        switch (_form)
        {
            case ResponseForm.EventStream:
                _events.Begin(reader!, Hides);
                break;
            case ResponseForm.Json or ResponseForm.JsonArray:
                _object.Begin(reader!, isEvent: false);
                break;
            default:
                break;
        }
    }

    /// <summary>Takes the next bytes of a body of which nothing is hidden. Bytes after <see cref="End"/> are not looked at.</summary>
    /// <exception cref="InvalidOperationException">Something is hidden: see <see cref="Hides"/>.</exception>
    public void Feed(ReadOnlySpan<byte> body)
    {
        if (Hides)
        {
            throw new InvalidOperationException("A stream of which an event is hidden goes through Filter.");
        }

        if (_ended)
        {
            return;
        }

        if (_form == ResponseForm.EventStream)
        {
            _ = _events.Take(body, default);
        }
        else if (_form != ResponseForm.Opaque)
        {
            _object.Feed(body);
            _tally.SawEndMarker |= _object.IsComplete;
        }
    }

    /// <summary>The most that <see cref="Filter"/> may write for so many bytes of input, and <see cref="Flush"/> for none.</summary>
    public int MaxOutput(int inputLength) => inputLength + (Hides ? _events.HeldLength : 0);

    /// <summary>Takes the next bytes and writes those that the client may see. A complete event leaves at once, an incomplete one is held.</summary>
    /// <param name="body">The next bytes.</param>
    /// <param name="output">At least <see cref="MaxOutput"/> bytes; must not overlap <paramref name="body"/>.</param>
    /// <returns>How many bytes were written.</returns>
    public int Filter(ReadOnlySpan<byte> body, Span<byte> output)
    {
        if (Hides)
        {
            return _ended ? 0 : _events.Take(body, output);
        }

        Feed(body);
        body.CopyTo(output);
        return body.Length;
    }

    /// <summary>At the end of the body: judges what was held back and writes it unless it is hidden.</summary>
    /// <param name="output">At least <see cref="MaxOutput"/> of zero bytes.</param>
    /// <returns>How many bytes were written.</returns>
    public int Flush(Span<byte> output)
    {
        if (_ended)
        {
            return 0;
        }

        _ended = true;
        switch (_form)
        {
            case ResponseForm.EventStream:
                return _events.End(output);
            case ResponseForm.Json or ResponseForm.JsonArray:
                _object.End();
                return 0;
            default:
                return 0;
        }
    }

    /// <summary>Says that the body has ended, so that an event without its blank line counts. What was held back is gone; harmless if repeated.</summary>
    public void End()
    {
        if (Hides)
        {
            // Whoever ends a filtered stream without flushing it has no client left to write to.
            Hides = false;
            _events.StopWriting();
        }

        _ = Flush(default);
    }

    private ResponseReader? ReaderOf(CompletionRoute route) => route switch
    {
        CompletionRoute.ChatCompletions or CompletionRoute.Embeddings => _chat,
        CompletionRoute.Completions => _completions,
        CompletionRoute.Responses => _responses,
        CompletionRoute.Messages => _messages,
        CompletionRoute.GenerateContent or CompletionRoute.StreamGenerateContent => _generateContent,
        _ => null,
    };
}
