using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gateway.Admin.Http;

/// <summary>Gives every refusal under <c>/admin</c> the form of a problem: routes that there are not, broken requests, and our own bugs, which are logged.</summary>
/// <param name="next">What follows.</param>
/// <param name="logger">Where bugs go.</param>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/admin", StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        Problem? problem;
        try
        {
            await next(context);
            problem = ForStatus(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has gone; there is nobody to answer.
            return;
        }
        catch (BadHttpRequestException e)
        {
            problem = new(e.StatusCode, "bad_request", "The request cannot be read", e.Message);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            LogBug(logger, e, context.Request.Method, context.Request.Path);
            problem = Problem.Internal;
        }

        if (problem is null || context.Response.HasStarted)
            return;
        await problem.WriteAsync(context);
    }

    private static Problem? ForStatus(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => Problem.UnknownRoute,
        StatusCodes.Status405MethodNotAllowed => new(
            StatusCodes.Status405MethodNotAllowed, "method_not_allowed", "The route has no such method", $"Allowed here: {context.Response.Headers.Allow}."),
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "The administration failed at {Method} {Path}")]
    private static partial void LogBug(ILogger logger, Exception exception, string method, PathString path);
}
