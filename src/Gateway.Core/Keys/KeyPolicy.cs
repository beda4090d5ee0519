using Gateway.Core.Limits;

namespace Gateway.Core.Keys;

/// <summary>
/// What an administrator has decided about a key, at one version. Immutable and thread-safe; a change replaces the whole. A request reads it
/// once and is decided by that one. Times are UTC, as <see cref="DateTime.Ticks"/>.
/// </summary>
public sealed class KeyPolicy
{
    private readonly KeyNotes? _notes;
    private readonly long _costLimit;
    private readonly long _tokenLimit;
    private readonly long _expiresAt;
    private readonly int _requestsPerMinute;
    private readonly int _maxInFlight;

    /// <summary>Builds the policy of one version of a key.</summary>
    /// <param name="record">What the administrator decided.</param>
    /// <param name="calendar">Of the record's reset period and time zone.</param>
    /// <param name="parts">Where equal parts are shared.</param>
    /// <param name="previous">The policy that this one replaces; null for a new key or at start.</param>
    /// <exception cref="ArgumentException">A field is outside its bounds, a legacy key has limits, or the calendar is another one's.</exception>
    public KeyPolicy(KeyRecord record, IResetCalendar calendar, SharedParts parts, KeyPolicy? previous = null)
    {
        KeyRecordCheck.Demand(record, calendar);
        Version = record.Version;
        Name = record.Name;
        Labels = parts.Labels(record.Project, record.Environment, record.Owner);
        AllowedModels = parts.Globs(record.AllowedModels);
        Calendar = calendar;
        _notes = KeyNotes.Of(record);
        IsEnabled = record.Enabled;
        IsDeleted = record.Deleted;
        IsLegacy = record.Kind == KeyKind.Legacy;
        IsStrict = record.Enforcement == Enforcement.Strict;
        _expiresAt = record.ExpiresAt ?? long.MaxValue;
        _costLimit = record.CostLimitNano ?? AmountBounds.NoLimit;
        _tokenLimit = record.TokenLimit ?? AmountBounds.NoLimit;
        _requestsPerMinute = record.RequestsPerMinute ?? 0;
        _maxInFlight = record.MaxInFlight ?? AmountBounds.MaxInFlight;
        HasOwnMaxInFlight = record.MaxInFlight is not null;

        // Windows and periods carry the version in which their setting was last changed, so that a thread with an older policy cannot undo it.
        RateVersion = previous is not null && previous._requestsPerMinute == _requestsPerMinute ? previous.RateVersion : Version;
        var keepsCalendar = previous is not null && previous.Calendar.Period == calendar.Period && previous.Calendar.TimeZone == calendar.TimeZone;
        ResetVersion = keepsCalendar ? previous!.ResetVersion : Version;
        ResetSince = keepsCalendar ? previous!.ResetSince : record.ChangedAt;
    }

    /// <summary>Of the key: one more with each change.</summary>
    public long Version { get; }

    /// <summary>The version in which requests/min was last changed.</summary>
    public long RateVersion { get; }

    /// <summary>The version in which the reset period or its time zone was last changed.</summary>
    public long ResetVersion { get; }

    /// <summary>When that was.</summary>
    public long ResetSince { get; }

    /// <summary>The key's name.</summary>
    public string Name { get; }

    /// <summary>Project, environment, owner.</summary>
    public KeyLabels Labels { get; }

    /// <summary>When cost and tokens start anew.</summary>
    public IResetCalendar Calendar { get; }

    /// <summary>The models allowed; null for all.</summary>
    public ModelGlobs? AllowedModels { get; }

    /// <summary>The administrator's own map.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _notes?.Metadata ?? KeyNotes.NoMetadata;

    /// <summary>The first characters of a legacy key's secret, if known.</summary>
    public string? LegacyPrefix => _notes?.Prefix;

    /// <summary>Whether it is switched on.</summary>
    public bool IsEnabled { get; }

    /// <summary>Whether it is gone for good.</summary>
    public bool IsDeleted { get; }

    /// <summary>Whether it is of the kind that has no limits.</summary>
    public bool IsLegacy { get; }

    /// <summary>Whether limits hold the worst case.</summary>
    public bool IsStrict { get; }

    /// <summary>Standard or legacy.</summary>
    public KeyKind Kind => IsLegacy ? KeyKind.Legacy : KeyKind.Standard;

    /// <summary>How cost and token limits are held.</summary>
    public Enforcement Enforcement => IsStrict ? Enforcement.Strict : Enforcement.Estimate;

    /// <summary>From when on it is refused; null for never.</summary>
    public long? ExpiresAt => _expiresAt == long.MaxValue ? null : _expiresAt;

    /// <summary>Nano-dollars a period; null for no limit.</summary>
    public long? CostLimitNano => HasCostLimit ? _costLimit : null;

    /// <summary>Tokens a period; null for no limit.</summary>
    public long? TokenLimit => HasTokenLimit ? _tokenLimit : null;

    /// <summary>Requests in any 60 s; null for no limit.</summary>
    public int? RequestsPerMinute => HasRateLimit ? _requestsPerMinute : null;

    /// <summary>Requests at a time; null for no limit of its own.</summary>
    public int? MaxInFlight => HasOwnMaxInFlight ? _maxInFlight : null;

    /// <summary>Whether there is a cost limit.</summary>
    public bool HasCostLimit => _costLimit != AmountBounds.NoLimit;

    /// <summary>Whether there is a token limit.</summary>
    public bool HasTokenLimit => _tokenLimit != AmountBounds.NoLimit;

    /// <summary>Whether requests/min is limited.</summary>
    public bool HasRateLimit => _requestsPerMinute != 0;

    /// <summary>The cost limit for arithmetic: none is <see cref="AmountBounds.NoLimit"/>.</summary>
    internal long CostCeiling => _costLimit;

    /// <summary>The token limit for arithmetic: none is <see cref="AmountBounds.NoLimit"/>.</summary>
    internal long TokenCeiling => _tokenLimit;

    /// <summary>The most in flight, the machine's own bound included.</summary>
    internal int InFlightCeiling => _maxInFlight;

    /// <summary>Requests/min; 0 for no limit.</summary>
    internal int RateCeiling => _requestsPerMinute;

    private bool HasOwnMaxInFlight { get; }

    /// <summary>Whether the key is expired at an instant.</summary>
    public bool IsExpiredAt(long wall) => wall >= _expiresAt;
}
