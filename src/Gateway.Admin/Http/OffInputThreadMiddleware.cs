using Microsoft.AspNetCore.Http;

namespace Gateway.Admin.Http;

/// <summary>
/// Takes every request off the thread that reads the sockets before anything is done with it. The process runs its sockets with inline
/// completions, so without this an administrator's work would hold up the data plane. Must be the first middleware of its listener.
/// </summary>
/// <param name="next">What follows.</param>
internal sealed class OffInputThreadMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await PoolThread.Switch();
        await next(context);
    }
}
