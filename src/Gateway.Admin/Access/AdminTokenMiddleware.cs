using Gateway.Admin.Http;
using Microsoft.AspNetCore.Http;

namespace Gateway.Admin.Access;

/// <summary>Lets nothing under <c>/admin</c> happen without an admin token; who came in is in the request's items.</summary>
/// <param name="next">What follows.</param>
/// <param name="tokens">Who may come in.</param>
internal sealed class AdminTokenMiddleware(RequestDelegate next, AdminTokens tokens)
{
    private static readonly PathString Guarded = "/admin";

    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments(Guarded, StringComparison.OrdinalIgnoreCase))
            return next(context);
        var headers = context.Request.Headers.Authorization;
        var token = headers.Count == 1 ? tokens.Find(headers[0]) : null;
        if (token is null)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"gateway administration\"";
            return Problem.Unauthorized.WriteAsync(context);
        }

        context.Features.Set(token);
        return next(context);
    }
}
