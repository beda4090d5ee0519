using System.Globalization;
using System.Runtime.InteropServices;
using Gateway.Fuzz.Targets;
using SharpFuzz;
using SharpFuzz.Common;

namespace Gateway.Fuzz;

/// <summary>What the command line can do; each returns the exit code.</summary>
internal static class Commands
{
    /// <summary>Rewrites the copy of Gateway.Wire.dll beside this program, so that it reports its branches. It must not be loaded by then.</summary>
    public static int Instrument()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Gateway.Wire.dll");
        int types = Fuzzer.Instrument(path, static _ => true, Options.Value).Count();
        Console.WriteLine($"{path}: {types} types instrumented. Build again before anything else uses it.");
        return 0;
    }

    /// <summary>
    /// Instrumented code counts its branches in memory that afl-fuzz shares; outside of its loop (seeds, replay, static constructors) this takes
    /// its place.
    /// </summary>
    public static unsafe void GiveBranchesRoom() => Trace.SharedMem = (byte*)NativeMemory.AllocZeroed(1 << 16);

    /// <summary>Writes each target's seeds into a folder of its name.</summary>
    public static int WriteSeeds(string folder)
    {
        foreach (var target in FuzzTarget.All)
        {
            string own = Directory.CreateDirectory(Path.Combine(folder, target.Name)).FullName;
            int number = 0;
            foreach (byte[] seed in target.Seeds)
                File.WriteAllBytes(Path.Combine(own, number++.ToString("d3", CultureInfo.InvariantCulture)), seed);
            Console.WriteLine($"{own}: {number} seeds");
        }

        return 0;
    }

    /// <summary>Serves afl-fuzz until it ends.</summary>
    public static int Run(string name)
    {
        var target = FuzzTarget.Of(name);
        Fuzzer.Run(stream =>
        {
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            target.Run(bytes.ToArray());
        });
        return 0;
    }

    /// <summary>Runs inputs without afl-fuzz; the first that fails ends it with its exception.</summary>
    public static int Replay(string name, string[] files)
    {
        var target = FuzzTarget.Of(name);
        foreach (string file in files)
        {
            Console.WriteLine(file);
            target.Run(File.ReadAllBytes(file));
        }

        return 0;
    }

    public static int Help()
    {
        Console.WriteLine("Gateway.Fuzz instrument | seeds FOLDER | run TARGET | replay TARGET FILE...");
        Console.WriteLine("Targets: request-head response-head chunked json request-body usage");
        return 2;
    }
}
