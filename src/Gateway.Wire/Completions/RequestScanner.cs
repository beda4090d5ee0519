using Gateway.Wire.Completions.Requests;
using Gateway.Wire.Json;

namespace Gateway.Wire.Completions;

/// <summary>
/// Reads off a request body, as it streams by and over any split of it, what the gateway needs: model, stream, token caps, and for keys that
/// are held strictly whether the cost has a bound. Reusable, no allocation once warm; not thread-safe.
/// </summary>
/// <remarks>
/// A plain scan looks at the top-level members only. A deep one walks through the messages as well, and takes whatever it does not know for
/// a reason against a bound.
/// </remarks>
public sealed class RequestScanner
{
    /// <summary>The longest name of a model, in bytes of UTF-8. The longest in OpenRouter's and Azure's lists are below 100.</summary>
    public const int MaxModelBytes = 256;

    /// <summary>The longest service tier that is kept, in raw bytes.</summary>
    public const int MaxTierBytes = 126;

    /// <summary>The most edits that <see cref="PlanEdits"/> makes.</summary>
    public const int MaxEdits = 2;

    /// <summary>What a name may take in a document: quotes, and each byte escaped as <c>\u0061</c>; one byte more shows what is too long.</summary>
    internal const int MaxRawModelBytes = (6 * MaxModelBytes) + 3;

    private readonly ModelName _model = new();
    private readonly byte[] _tier = new byte[MaxTierBytes];
    private readonly JsonMemberScanner _json;
    private MultipartModelScanner? _form;
    private RequestMembers _members;
    private ContentJudge _judge;
    private CompletionRoute _route;
    private RequestContent _content;
    private bool _deep;
    private bool _ended;
    private bool _modelSeen;
    private int _tierLength;
    private long _bodyBytes;

    /// <summary>Makes a scanner.</summary>
    public RequestScanner()
    {
        _members = RequestMembers.Of(CompletionRoute.None, deep: false);
        _json = new JsonMemberScanner(_members.Set);
    }

    /// <summary>What is wrong with the request, as far as the body has been seen.</summary>
    public RequestFault Fault { get; private set; }

    /// <summary>Whether a model has been found; an empty name or null is none. In Gemini's dialect the model stands in the target, not here.</summary>
    public bool HasModel => !_model.Text.IsEmpty;

    /// <summary>The model, unescaped UTF-8, without control characters. Valid until the next <see cref="Begin"/>.</summary>
    public ReadOnlySpan<byte> Model => _model.Text;

    /// <summary>Whether a stream is asked for: <c>"stream": true</c>, or the route says so.</summary>
    public bool Stream => _route == CompletionRoute.StreamGenerateContent || (IsJson && _json[RequestMembers.Stream] is { Kind: JsonKind.True, End: >= 0 });

    /// <summary>Whether the client itself asks for usage in the stream.</summary>
    public bool AsksForUsage => IsJson && _json[RequestMembers.IncludeUsage] is { Kind: JsonKind.True, End: >= 0 };

    /// <summary>Whether the answer is to be made in the background: <c>background</c> is there and neither false nor null.</summary>
    public bool Background => IsJson && _json[RequestMembers.Background].Kind is not (JsonKind.None or JsonKind.False or JsonKind.Null);

    /// <summary>Whether the body turned out not to be one whole JSON object. What was found before that point stands.</summary>
    public bool IsMalformed => IsJson && (_json.State == JsonScanState.Malformed || _json.HasTrailingBytes);

    /// <summary>Whether <see cref="PlanEdits"/> can add <c>include_usage</c>: a streamed chat or completions request that lacks it.</summary>
    public bool CanAddUsage => AsksForAddableStream && UsageOption.TryAdd(_json, _ended, out _);

    /// <summary>The service tier that is asked for, unescaped; empty if none. Valid until the next <see cref="Begin"/>; known once the body has ended.</summary>
    public ReadOnlySpan<byte> ServiceTier => _tier.AsSpan(0, _tierLength);

    /// <summary>What the request may cost. Without a cap until the body has ended.</summary>
    public RequestShape Shape
    {
        get
        {
            UnboundedReasons reasons = _judge.Unbounded;
            if (!_deep || !_ended)
            {
                reasons |= UnboundedReasons.NotExamined;
            }

            long cap = _route == CompletionRoute.Embeddings ? 0 : -1;
            int choices = 1;
            if (IsJson)
            {
                cap = _ended && cap < 0 && _json.State == JsonScanState.Complete ? RequestSum.OutputCap(_members, _json) : cap;
                if (!RequestSum.TryChoices(_members, _json, out choices))
                {
                    reasons |= UnboundedReasons.Ambiguous;
                }
            }

            return new RequestShape(_bodyBytes, cap, choices, _judge.InlineImages, _judge.HasTools, reasons);
        }
    }

    private bool IsJson => _content == RequestContent.Json;

    private bool IsGemini => _route is CompletionRoute.GenerateContent or CompletionRoute.StreamGenerateContent;

    private bool AsksForAddableStream => _route is CompletionRoute.ChatCompletions or CompletionRoute.Completions && Stream;

    /// <summary>Starts on a new request.</summary>
    /// <param name="route">The route; <see cref="CompletionRoute.None"/> for one that is not metered.</param>
    /// <param name="content">How the body is laid out; see <see cref="RequestContentType"/>.</param>
    /// <param name="multipartBoundary">The form's boundary, 1 to 70 bytes; ignored for other bodies. It is copied.</param>
    /// <param name="deep">Whether the shape must tell if the cost has a bound.</param>
    /// <exception cref="ArgumentException">The body is a form and the boundary has an impossible length.</exception>
    public void Begin(CompletionRoute route, RequestContent content, ReadOnlySpan<byte> multipartBoundary, bool deep = false)
    {
        _route = route;
        _content = content;
        _deep = deep;
        _judge = default;
        _model.Clear();
        _bodyBytes = 0;
        _tierLength = 0;
        _ended = _modelSeen = false;
        Fault = RequestFault.None;
        if (content == RequestContent.Json)
        {
            _members = RequestMembers.Of(route, deep);
            _json.Reset(_members.Set);
        }
        else if (content == RequestContent.Multipart)
        {
            (_form ??= new MultipartModelScanner()).Begin(multipartBoundary);
        }
    }

    /// <summary>Takes the next bytes of the body, decoded from whatever framing they came in.</summary>
    public void Feed(ReadOnlySpan<byte> body)
    {
        _bodyBytes += body.Length;
        if (IsJson)
        {
            FeedJson(body);
        }
        else if (_content == RequestContent.Multipart)
        {
            _form!.Feed(body);
            TakeFormModel();
        }
    }

    /// <summary>Says that the body has ended. Harmless if repeated.</summary>
    public void End()
    {
        if (_ended)
        {
            return;
        }

        _ended = true;
        if (!IsJson)
        {
            return;
        }

        bool blank = _json.IsBlank;
        if (_json.Finish() == JsonScanState.Malformed && !blank)
        {
            NoteMalformed();
        }

        TakeTier();
        if (_deep)
        {
            _judge.Unbounded |= RequestSum.Ambiguities(_members, _json) | (_json.HasTrailingBytes || blank ? UnboundedReasons.Malformed : 0);
        }
    }

    /// <summary>Plans what to change in the body on its way to the provider. The rest goes on as it came.</summary>
    /// <param name="modelPrefixLength">How many bytes of <see cref="Model"/> to take off its front, slash included; 0 for none.</param>
    /// <param name="addIncludeUsage">Whether to ask for usage where <see cref="CanAddUsage"/>.</param>
    /// <param name="edits">Room for <see cref="MaxEdits"/>.</param>
    /// <returns>How many edits there are, in ascending order of offset.</returns>
    public int PlanEdits(int modelPrefixLength, bool addIncludeUsage, Span<BodyEdit> edits)
    {
        int count = 0;
        if (modelPrefixLength > 0 && HasModel)
        {
            edits[count++] = _content == RequestContent.Multipart
                ? new BodyEdit(_form!.Start, modelPrefixLength, default)
                : new BodyEdit(
                    _json[RequestMembers.Model].Start + 1,
                    ModelName.RawLength(_json.Captured(RequestMembers.Model)[1..^1], modelPrefixLength),
                    default);
        }

        if (addIncludeUsage && AsksForAddableStream && UsageOption.TryAdd(_json, _ended, out BodyEdit usage))
        {
            edits[count++] = usage;
            if (count == 2 && usage.Offset < edits[0].Offset)
            {
                (edits[0], edits[1]) = (edits[1], edits[0]);
            }
        }

        return count;
    }

    private void FeedJson(ReadOnlySpan<byte> body)
    {
        while (!body.IsEmpty)
        {
            JsonScanState state = _json.Feed(body, out int consumed);
            body = body[consumed..];

            // Before what stopped the scan is judged: the first fault in the document counts, however the document was cut.
            if (_json[RequestMembers.Model].HasCaseVariant && !IsGemini)
            {
                Report(RequestFault.AmbiguousModel);
            }

            if (state == JsonScanState.Value)
            {
                if (_json.Stopped == RequestMembers.Model)
                {
                    TakeModel();
                }
                else
                {
                    _judge.Judge(_members.Rules[_json.Stopped]!, _json);
                }
            }
            else if (state == JsonScanState.Malformed)
            {
                NoteMalformed();
                return;
            }
        }
    }

    private void TakeModel()
    {
        ref readonly JsonValue value = ref _json[RequestMembers.Model];
        if (IsGemini)
        {
            return;
        }

        if (value.Count > 1)
        {
            Report(RequestFault.DuplicateModel);
        }
        else if (value.Kind == JsonKind.String)
        {
            _modelSeen = true;
            Report(value.IsTruncated ? RequestFault.ModelTooLong : _model.SetEscaped(_json.Captured(RequestMembers.Model)[1..^1]));
        }
        else if (value.Kind != JsonKind.Null)
        {
            Report(RequestFault.ModelNotAString);
        }
    }

    private void TakeFormModel()
    {
        if (_form!.IsComplete && !_modelSeen)
        {
            _modelSeen = true;
            Report(_model.SetPlain(_form.Value));
        }

        if (_form.Count > 1)
        {
            Report(RequestFault.DuplicateModel);
        }
    }

    private void TakeTier()
    {
        foreach (int member in _members.Tiers)
        {
            if (_json[member] is { Kind: JsonKind.String, IsTruncated: false, End: >= 0 }
                && !JsonString.TryUnescape(_json.Captured(member)[1..^1], _tier, out _tierLength))
            {
                // A tier that nobody can read is none that has a price.
                _tierLength = 0;
                _judge.Unbounded |= UnboundedReasons.Ambiguous;
            }
        }
    }

    private void NoteMalformed()
    {
        _judge.Unbounded |= UnboundedReasons.Malformed;
        if (!_modelSeen && !IsGemini)
        {
            Report(RequestFault.NotJson);
        }
    }

    private void Report(RequestFault fault)
    {
        if (Fault == RequestFault.None)
        {
            Fault = fault;
        }
    }
}
