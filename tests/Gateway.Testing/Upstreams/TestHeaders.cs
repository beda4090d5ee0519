namespace Gateway.Testing.Upstreams;

/// <summary>Request headers by which a test tells <see cref="CompletionScript"/> what to answer. A gateway passes them on like any other.</summary>
public static class TestHeaders
{
    /// <summary>The ledger's account.</summary>
    public const string Account = "x-test-account";

    /// <summary>Usage to report, in the form of <see cref="TokenCounts.ToHeader"/>.</summary>
    public const string Usage = "x-test-usage";

    /// <summary>A member of <see cref="UpstreamFault"/> by name.</summary>
    public const string Fault = "x-test-fault";

    /// <summary>How many content deltas a stream has.</summary>
    public const string Deltas = "x-test-deltas";

    /// <summary>Milliseconds between two events of a stream.</summary>
    public const string Pace = "x-test-pace";

    /// <summary>Present when the client will not wait for the end, so that the ledger can only give bounds.</summary>
    public const string Leaves = "x-test-leaves";
}
