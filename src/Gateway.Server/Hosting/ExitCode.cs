namespace Gateway.Server.Hosting;

/// <summary>What the process tells its parent; numbers of sysexits.h where it has one.</summary>
public static class ExitCode
{
    /// <summary>Stopped as asked, also when requests had to be cut at the end of the drain.</summary>
    public const int Ok = 0;

    /// <summary>EX_UNAVAILABLE: somebody else has what is needed: a port, the data directory.</summary>
    public const int Unavailable = 69;

    /// <summary>EX_SOFTWARE: a defect.</summary>
    public const int Software = 70;

    /// <summary>EX_CANTCREAT: the data directory cannot be made or written.</summary>
    public const int CannotCreate = 73;

    /// <summary>EX_CONFIG: a setting is bad.</summary>
    public const int Configuration = 78;
}
