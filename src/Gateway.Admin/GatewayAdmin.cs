using Gateway.Admin.Access;
using Gateway.Admin.Http;
using Gateway.Admin.Keys;
using Gateway.Core;
using Gateway.Core.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gateway.Admin;

/// <summary>Puts the administration into an application of its own listener.</summary>
public static class GatewayAdmin
{
    /// <summary>Adds the key store and what it needs. The journal is in memory unless another <see cref="IKeyJournal"/> was added before.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="directory">The key table that the data plane reads; from now on only the store changes it.</param>
    /// <param name="tokens">Who may administer.</param>
    /// <param name="clock">Both clocks, the same that requests are admitted by.</param>
    public static IServiceCollection AddGatewayAdmin(this IServiceCollection services, KeyDirectory directory, AdminTokens tokens, Func<TimeReading> clock)
    {
        services.TryAddSingleton<IKeyJournal, MemoryKeyJournal>();
        services.AddSingleton(tokens);
        services.AddSingleton(provider => new KeyStore(directory, provider.GetRequiredService<IKeyJournal>(), clock));
        services.AddRouting();
        return services;
    }

    /// <summary>
    /// Adds the administration's middlewares and routes. To be called before anything else is added to the application: the first thing that
    /// happens to a request is that it leaves the thread that reads the sockets.
    /// </summary>
    /// <param name="app">The application of the administration's listener.</param>
    public static WebApplication MapGatewayAdmin(this WebApplication app)
    {
        app.UseMiddleware<OffInputThreadMiddleware>();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseMiddleware<AdminTokenMiddleware>();
        app.UseRouting();
        new KeyEndpoints(app.Services.GetRequiredService<KeyStore>()).Map(app);
        return app;
    }
}
