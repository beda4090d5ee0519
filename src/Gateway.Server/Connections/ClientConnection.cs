using System.IO.Pipelines;
using Gateway.Core.Keys;
using Gateway.Server.Forwarding;
using Gateway.Server.Refusals;
using Gateway.Server.Upstreams;
using Microsoft.AspNetCore.Connections;

namespace Gateway.Server.Connections;

/// <summary>
/// One client connection. Its loop (<see cref="RunAsync"/>) owns everything on it; the sweep and the transport only signal the loop, by
/// ending what it waits for. Split by concern: the loop, what comes in, what goes out, waiting.
/// </summary>
internal sealed partial class ClientConnection(ConnectionContext context, DataPlane plane)
{
    private readonly PipeReader _input = context.Transport.Input;
    private readonly PipeWriter _output = context.Transport.Output;
    private readonly CredentialMemo _memo = new();
    private Exchange? _exchange;
    private UpstreamConnection? _upstream;

    /// <summary>Its place in the registry, which alone uses it.</summary>
    public int RegistryIndex { get; set; }

    /// <summary>Serves one request after the other until either side has had enough.</summary>
    /// <remarks>
    /// All usual waits stand in this one method, because an async method of its own for each stage would allocate a state machine for each
    /// request. What happens between two waits is synchronous and lives elsewhere. The numbers are the steps of docs/life-of-a-request.md.
    /// </remarks>
    public async Task RunAsync()
    {
        using CancellationTokenRegistration closed = context.ConnectionClosed.UnsafeRegister(static state => ((ClientConnection)state!).OnTransportClosed(), this);
        try
        {
            while (!plane.IsDraining)
            {
                // 1 bytes in
                ReadResult read = InputRead(await BeginRead(WaitKind.NextRequest, plane.IdleDue));
                if (_timedOut || (read.IsCanceled && plane.IsDraining) || (read.IsCompleted && read.Buffer.IsEmpty))
                    break;

                // 2 parse, 3 authenticate, and the body is read, scanned and held
                Exchange exchange = BeginExchange();
                IntakeStep intake = TakeInput(read, exchange);
                while (intake == IntakeStep.NeedMore)
                {
                    if (WritesContinue(exchange))
                        FlushEnded(await BeginFlush());
                    read = InputRead(await BeginRead(WaitKind.ClientInput, InputDue(exchange)));
                    intake = _timedOut ? Refuse(RefusalCode.RequestTimeout, closes: true) : TakeInput(read, exchange);
                }

                // 4 admit
                AdmissionStep admitted = intake == IntakeStep.Ready ? Admit(exchange) : AdmissionStep.Answer;
                if (intake == IntakeStep.Ended)
                    break;

                // 5 forward
                bool fresh = exchange.Intake.Step == BodyStep.HeldPartFull;
                while (admitted == AdmissionStep.Forward)
                {
                    UpstreamConnection? upstream = fresh ? null : exchange.Provider!.Pool.TryTake();
                    upstream ??= await ConnectAsync(exchange);
                    if (upstream is null)
                    {
                        admitted = AdmissionStep.Answer;
                        break;
                    }

                    _upstream = upstream;
                    Task? sending = BeginSending(exchange, upstream);

                    // 6 meter, 7 settle: the relay reads the usage and settles before the bytes that carry it are flushed
                    RelayStep relayed;
                    do
                    {
                        relayed = Relayed(exchange, upstream, await BeginReceive(exchange, upstream));
                        if (relayed is RelayStep.Flush or RelayStep.Complete && !FlushEnded(await BeginFlush()))
                            relayed = RelayStep.Broken;
                    }
                    while (relayed is RelayStep.NeedMore or RelayStep.Flush);

                    if (sending is not null)
                        await EndSendingAsync(sending, upstream);
                    admitted = EndForwarding(exchange, upstream, relayed, ref fresh);
                }

                if (admitted == AdmissionStep.Answer)
                    await AnswerAsync(exchange);
                if (!EndExchange(exchange))
                    break;
            }
        }
        catch (IOException)
        {
            // The client's connection broke while it was read: it is gone, and the finally below settles what it left behind.
            _clientGone = true;
        }
        catch (Exception fault)
        {
            plane.Log.ExchangeFailed(fault);
            throw;
        }
        finally
        {
            Abandon();
        }
    }
}
