using System.Collections.Concurrent;
using Gateway.Testing.Upstreams;

namespace Gateway.EndToEnd.Tests.Rig;

/// <summary>A test's own part of the shared upstream: what it answers, and what arrived for it. Thread-safe.</summary>
public sealed class UpstreamScript(string header, string id, Func<RecordedRequest, Reply> respond)
{
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();

    public string Id => id;

    /// <summary>The header line that directs a request here.</summary>
    public string Line => $"{header}: {id}";

    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    internal Reply Answer(RecordedRequest request)
    {
        _requests.Enqueue(request);
        return respond(request);
    }

    public async Task WaitForRequestsAsync(int count)
    {
        for (var waited = 0; _requests.Count < count; waited++)
        {
            if (waited > 1000) throw new TimeoutException($"{_requests.Count} of {count} requests have arrived");
            await Task.Delay(10);
        }
    }
}
