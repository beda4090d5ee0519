using Gateway.Wire.Json;

namespace Gateway.Wire.Completions.Usage;

/// <summary>
/// Finds the facts of objects that are not held whole: plain bodies, the elements of an array, and events too large to hold. Reusable, no
/// allocation once warm; not thread-safe.
/// </summary>
internal sealed class LargeObject
{
    /// <summary>The longest usage object that is read, in bytes. Real ones, pretty-printed and with all their details, stay below a quarter of it.</summary>
    private const int UsageBytes = 8192;

    private const int Element = 0;
    private const int Type = 1;
    private const int Choices = 2;
    private const int StopReason = 3;
    private const int BlockReason = 4;
    private const int FinishReason = 5;
    private const int Parts = 6;
    private const int Outer = 7;
    private const int Inner = 11;

    private const int UsageOf = 0;
    private const int ModelOf = 1;
    private const int ServiceTierOf = 2;
    private const int ErrorOf = 3;

    private JsonMemberScanner? _scanner;
    private ResponseReader? _reader;
    private bool _isEvent;
    private bool _isFinished;
    private bool _hasParts;
    private bool _isApplied;
    private bool _isArray;

    /// <summary>Whether a whole object, not inside an array, has gone by.</summary>
    public bool IsComplete => _scanner?.State == JsonScanState.Complete && !_isArray;

    /// <summary>Names the places of the facts.</summary>
    /// <param name="usage">The dialect's name for usage.</param>
    /// <param name="model">The dialect's name for the model.</param>
    /// <param name="inner">The member whose object reports in place of the one around it; null if the dialect has none.</param>
    public static JsonMemberSet Places(string usage, string model, string? inner = null)
    {
        List<JsonMember> places =
        [
            new("[]", Stops: true),
            new("[].type", CaptureBytes: 64),
            new("[].choices"),
            new("[].delta.stop_reason"),
            new("[].promptFeedback.blockReason"),
            new("[].candidates[].finishReason", Stops: true),
            new("[].candidates[].content.parts", Stops: true),
        ];
        AddReport("[].");
        if (inner is not null)
        {
            AddReport($"[].{inner}.");
        }

        return new JsonMemberSet([.. places]);

        void AddReport(string prefix) => places.AddRange(
            [
                new(prefix + usage, UsageBytes),
                new(prefix + model, 2 * NameBuffer.Capacity),
                new(prefix + "service_tier", NameBuffer.Capacity),
                new(prefix + "error"),
            ]);
    }

    /// <summary>Starts on a new object or array.</summary>
    /// <param name="reader">Who draws the conclusions.</param>
    /// <param name="isEvent">Whether it is an event of a stream; otherwise a body.</param>
    public void Begin(ResponseReader reader, bool isEvent)
    {
        _reader = reader;
        _isEvent = isEvent;
        _isFinished = _hasParts = _isApplied = _isArray = false;
        if (_scanner is null)
        {
            _scanner = new JsonMemberScanner(reader.Members);
        }
        else
        {
            _scanner.Reset(reader.Members);
        }
    }

    /// <summary>Takes the next bytes.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var state = _scanner!.Feed(bytes, out var consumed);
            bytes = bytes[consumed..];
            if (state == JsonScanState.Value)
            {
                TakeStop(_scanner.Stopped);
            }
            else if (state != JsonScanState.Running)
            {
                if (state == JsonScanState.Complete)
                {
                    Apply(isElement: false);
                }

                return;
            }
        }
    }

    /// <summary>Says that the bytes have ended: what is complete in an object that is not counts as well.</summary>
    public void End()
    {
        if (_scanner is not null && !_scanner.IsBlank)
        {
            Apply(isElement: _scanner[Element].Count > 0);
        }
    }

    private void TakeStop(int member)
    {
        ref readonly var value = ref _scanner![member];
        switch (member)
        {
            case FinishReason:
                _isFinished |= value.Kind == JsonKind.String;
                break;
            case Parts:
                _hasParts |= value.Kind == JsonKind.Array && !value.IsEmpty;
                break;
            default:
                _isArray = true;
                Apply(isElement: true);
                _scanner.Forget();
                _isFinished = _hasParts = _isApplied = false;
                break;
        }
    }

    private void Apply(bool isElement)
    {
        if (_isApplied)
        {
            return;
        }

        _isApplied = true;
        var isStreamed = _isEvent || isElement;
        var facts = new ResponseFacts();
        var type = _scanner!.Captured(Type);
        ref readonly var choices = ref _scanner[Choices];
        facts.Type = type is [(byte)'"', .., (byte)'"'] ? type[1..^1] : default;
        facts.HasEmptyChoices = choices is { Kind: JsonKind.Array, IsEmpty: true };
        facts.HasChoices = choices is { Kind: JsonKind.Array, IsEmpty: false };
        facts.HasContent = facts.HasChoices || _hasParts;
        facts.IsFinished = _isFinished || _scanner[StopReason].Kind == JsonKind.String || _scanner[BlockReason].Kind == JsonKind.String;
        TakeReport(Outer, ref facts);
        if (_reader!.Members.Count > Inner)
        {
            TakeReport(Inner, ref facts);
        }

        _ = _reader.Apply(in facts, isStreamed);
    }

    private void TakeReport(int first, ref ResponseFacts facts)
    {
        if (TryTake(first + UsageOf, out var usage))
        {
            facts.Usage = usage;
        }

        if (TryTake(first + ModelOf, out var model))
        {
            facts.Model = model;
        }

        if (TryTake(first + ServiceTierOf, out var tier))
        {
            facts.ServiceTier = tier;
        }

        facts.HasError |= _scanner![first + ErrorOf].Kind is not (JsonKind.None or JsonKind.Null);
    }

    private bool TryTake(int member, out ReadOnlySpan<byte> value)
    {
        ref readonly var seen = ref _scanner![member];
        value = _scanner.Captured(member);
        return seen.IsComplete && !seen.IsTruncated;
    }
}
