using System.IO.Pipelines;
using Gateway.Admin.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Xunit;

namespace Gateway.Tests.Admin.Http;

/// <summary>With inline completions the thread that reads the sockets runs whatever follows a read; a thread of the tests' own stands for it.</summary>
public sealed class OffInputThreadTests
{
    [Fact]
    public async Task What_comes_after_the_first_middleware_runs_on_the_pool()
    {
        TaskCompletionSource<(bool OnPool, int Thread)> seen = new();
        OffInputThreadMiddleware middleware = new(_ =>
        {
            seen.SetResult((Thread.CurrentThread.IsThreadPoolThread, Environment.CurrentManagedThreadId));
            return Task.CompletedTask;
        });
        var inputThread = 0;
        Thread input = new(() =>
        {
            inputThread = Environment.CurrentManagedThreadId;
            _ = middleware.InvokeAsync(new DefaultHttpContext());
        });
        input.Start();
        input.Join();

        var (onPool, thread) = await seen.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.True(onPool);
        Assert.NotEqual(inputThread, thread);
    }

    [Fact]
    public async Task The_probe_sees_a_middleware_that_stays()
    {
        // The same without the middleware, so that a probe that cannot fail would be noticed.
        TaskCompletionSource<bool> seen = new();
        Thread input = new(() => seen.SetResult(Thread.CurrentThread.IsThreadPoolThread));
        input.Start();
        input.Join();
        Assert.False(await seen.Task);
    }

    [Fact]
    public async Task What_comes_after_the_body_runs_on_the_pool_although_its_bytes_came_on_the_input_thread()
    {
        Pipe pipe = new(new PipeOptions(readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false));
        DefaultHttpContext context = new();
        context.Request.ContentType = "application/json";
        context.Features.Set<IRequestBodyPipeFeature>(new BodyOf(pipe.Reader));
        var reading = ReadAsync();
        Thread input = new(() =>
        {
            foreach (var value in "{ }"u8.ToArray())
            {
                pipe.Writer.GetSpan(1)[0] = value;
                pipe.Writer.Advance(1);
                pipe.Writer.FlushAsync().AsTask().GetAwaiter().GetResult();
            }

            pipe.Writer.Complete();
        });
        input.Start();
        input.Join();

        var (bytes, onPool) = await reading.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal("{ }"u8.ToArray(), bytes);
        Assert.True(onPool);

        async Task<(byte[], bool)> ReadAsync()
        {
            var (body, problem) = await RequestBody.ReadAsync(context, 100, mergePatch: false);
            Assert.Null(problem);
            return (body, Thread.CurrentThread.IsThreadPoolThread);
        }
    }

    private sealed class BodyOf(PipeReader reader) : IRequestBodyPipeFeature
    {
        public PipeReader Reader => reader;
    }
}
