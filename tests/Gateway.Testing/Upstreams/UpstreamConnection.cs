using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Gateway.Testing.Http;

namespace Gateway.Testing.Upstreams;

/// <summary>One connection of a <see cref="FakeUpstream"/>: reads requests one after the other and takes the steps of each <see cref="Reply"/>.</summary>
internal sealed class UpstreamConnection(FakeUpstream upstream, Socket socket, int number)
{
    private readonly ByteReader _reader = new(socket);
    private bool _closed;

    /// <summary>FIN, as a server that had enough.</summary>
    public void Close()
    {
        if (Interlocked.Exchange(ref _closed, true)) return;
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // The other side was faster.
        }

        socket.Dispose();
    }

    /// <summary>RST.</summary>
    public void Abort()
    {
        if (Interlocked.Exchange(ref _closed, true)) return;
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    public async Task ServeAsync(CancellationToken stop)
    {
        try
        {
            for (var index = 0; !_closed; index++)
            {
                if (await ReadHeadAsync(index, stop) is not { } request) break;
                upstream.Record(request);
                var reply = upstream.RespondToHead?.Invoke(request);
                if (reply is null)
                {
                    await ReadBodyAsync(request, stop);
                    if (!request.IsComplete) break;
                    reply = Script(request);
                }

                await TakeStepsAsync(reply, request, stop);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The other side went away, or the upstream was stopped: what arrived so far is recorded.
        }
        finally
        {
            Close();
        }
    }

    private Reply Script(RecordedRequest request)
    {
        try
        {
            return upstream.Respond(request);
        }
        catch (Exception fault)
        {
            upstream.RecordScriptFault(fault);
            return Reply.With(599, fault.ToString(), "text/plain", "Connection: close").Close();
        }
    }

    private async Task<RecordedRequest?> ReadHeadAsync(int index, CancellationToken stop)
    {
        var head = await _reader.ReadThroughAsync("\r\n\r\n"u8.ToArray(), 1 << 20, stop);
        if (head is null) return null;
        var lines = Encoding.Latin1.GetString(head).Split("\r\n");
        var requestLine = lines[0].Split(' ');
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var line in lines.Skip(1).Where(line => line.Length > 0))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add(new(colon < 0 ? line : line[..colon], colon < 0 ? "" : line[(colon + 1)..].Trim(' ', '\t')));
        }

        return new RecordedRequest
        {
            Connection = number,
            IndexOnConnection = index,
            RawHead = head,
            Method = requestLine[0],
            Target = requestLine.Length > 1 ? requestLine[1] : "",
            Headers = headers,
        };
    }

    private async Task ReadBodyAsync(RecordedRequest request, CancellationToken stop)
    {
        if ("100-continue".Equals(request.Header("Expect"), StringComparison.OrdinalIgnoreCase))
        {
            await socket.SendAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), stop);
        }

        using var sink = new BodySink(upstream.KeptBodyBytes);
        var chunked = request.Header("Transfer-Encoding") is not null;
        var length = request.Header("Content-Length") is { } value ? long.Parse(value, System.Globalization.CultureInfo.InvariantCulture) : 0;
        request.IsComplete = chunked ? await ReadChunksAsync(sink, stop) : await _reader.CopyAsync(length, sink.Body, stop);
        request.Body = sink.Kept;
        request.RawBody = chunked ? sink.KeptRaw : sink.Kept;
        request.BodyLength = sink.Length;
        request.BodyHash = sink.Hash();
    }

    private async Task<bool> ReadChunksAsync(BodySink sink, CancellationToken stop)
    {
        while (true)
        {
            var line = await _reader.ReadThroughAsync("\r\n"u8.ToArray(), 8192, stop);
            if (line is null) return false;
            sink.Framing(line);
            var text = Encoding.Latin1.GetString(line).Split(';')[0].Trim();
            var length = Convert.ToInt64(text, 16);
            if (length > 0)
            {
                if (!await _reader.CopyAsync(length, sink.Body, stop)) return false;
                var end = await _reader.ReadThroughAsync("\r\n"u8.ToArray(), 2, stop);
                if (end is null) return false;
                sink.Framing(end);
                continue;
            }

            do
            {
                line = await _reader.ReadThroughAsync("\r\n"u8.ToArray(), 8192, stop);
                if (line is null) return false;
                sink.Framing(line);
            }
            while (line.Length > 2);
            return true;
        }
    }

    private async Task TakeStepsAsync(Reply reply, RecordedRequest request, CancellationToken stop)
    {
        foreach (var step in reply.Steps)
        {
            if (_closed) return;
            switch (step.Kind)
            {
                case Reply.StepKind.Send:
                case Reply.StepKind.Repeat:
                    for (long i = 0; i < step.Count; i++) await SendAllAsync(step.Bytes, stop);
                    break;
                case Reply.StepKind.Pause:
                    await Task.Delay(step.Time, stop);
                    break;
                case Reply.StepKind.Wait:
                    await step.Signal!.WaitAsync(stop);
                    break;
                case Reply.StepKind.Charge:
                    upstream.Ledger.Note(CompletionScript.KeyOf(request), step.Entry);
                    break;
                case Reply.StepKind.Close:
                    Close();
                    return;
                case Reply.StepKind.HalfClose:
                    socket.Shutdown(SocketShutdown.Send);
                    break;
                case Reply.StepKind.Reset:
                    Abort();
                    return;
                case Reply.StepKind.Hang:
                    await _reader.WaitForEndAsync(stop);
                    return;
            }
        }
    }

    private async Task SendAllAsync(byte[] bytes, CancellationToken stop)
    {
        for (var sent = 0; sent < bytes.Length;) sent += await socket.SendAsync(bytes.AsMemory(sent), stop);
    }

    private sealed class BodySink(int kept) : IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly MemoryStream _kept = new();
        private readonly MemoryStream _raw = new();

        public long Length { get; private set; }

        public byte[] Kept => _kept.ToArray();

        public byte[] KeptRaw => _raw.ToArray();

        public void Body(ReadOnlySpan<byte> bytes)
        {
            Length += bytes.Length;
            _hash.AppendData(bytes);
            Keep(_kept, bytes);
            Keep(_raw, bytes);
        }

        public void Framing(ReadOnlySpan<byte> bytes) => Keep(_raw, bytes);

        public string Hash() => Convert.ToHexString(_hash.GetCurrentHash());

        public void Dispose()
        {
            _hash.Dispose();
            _kept.Dispose();
            _raw.Dispose();
        }

        private void Keep(MemoryStream stream, ReadOnlySpan<byte> bytes) => stream.Write(bytes[..(int)Math.Min(bytes.Length, kept - Math.Min(kept, stream.Length))]);
    }
}
