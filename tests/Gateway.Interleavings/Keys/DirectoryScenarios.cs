namespace Gateway.Interleavings.Keys;

/// <summary>A connection that keeps presenting its secret while the administrator changes the table.</summary>
public static class DirectoryScenarios
{
    public static void A_deleted_secret_is_refused_after_the_answer(DirectoryKind kind)
    {
        var directory = Directories.Make(kind);
        directory.Add("old");
        Race(directory, change: directory.Delete, newSecret: null);
    }

    public static void A_rotated_secret_is_refused_after_the_answer(DirectoryKind kind)
    {
        var directory = Directories.Make(kind);
        directory.Add("old");
        Race(directory, change: () => directory.Rotate("old", "new"), newSecret: "new");
    }

    public static void An_imported_secret_is_accepted_after_the_answer(DirectoryKind kind)
    {
        var directory = Directories.Make(kind);
        directory.Add("old");
        var connection = directory.Connect();
        Claim.That(directory.Authenticate(connection, "old"), "the secret in the table was refused");
        directory.Delete();
        Claim.That(!directory.Authenticate(connection, "old"), "the deleted secret was accepted");
        Threads.Together(
            () => directory.Authenticate(connection, "old"),
            () => directory.Add("old"));
        Claim.That(directory.Authenticate(connection, "old"), "the secret was imported again, answered, and refused");
    }

    private static void Race(IDirectory directory, Action change, string? newSecret)
    {
        var answered = 0;
        var warm = directory.Connect();
        var fresh = directory.Connect();
        Claim.That(directory.Authenticate(warm, "old"), "the secret in the table was refused");
        Threads.Together(
            () => Present(warm),
            () => Present(fresh),
            () =>
            {
                change();
                Volatile.Write(ref answered, 1);
            });
        Claim.That(!directory.Authenticate(warm, "old") && !directory.Authenticate(fresh, "old"), "the old secret was remembered");
        Claim.That(newSecret is null || (directory.Authenticate(warm, newSecret) && directory.Authenticate(fresh, newSecret)), "the new secret was refused");

        void Present(object connection)
        {
            for (var i = 0; i < 2; i++)
            {
                var startsAfter = Volatile.Read(ref answered) == 1;
                var accepted = directory.Authenticate(connection, "old");
                Claim.That(!(startsAfter && accepted), "the old secret was accepted after the change was answered");
            }
        }
    }
}
