using System.Text;
using Gateway.Admin.Access;
using Gateway.Server.Configuration;
using Gateway.Server.Hosting;

namespace Gateway.Server.Quickstart;

/// <summary>
/// Who may administer: the configured token for as long as it is configured, and the one that the first start without it made, of which the
/// data directory keeps the SHA-256.
/// </summary>
public static class AdminTokenFile
{
    private const string FileName = "admin-token.sha256";

    /// <summary>Finds the tokens; makes one if there is none at all.</summary>
    /// <param name="directory">The data directory, held by this process.</param>
    /// <param name="configured"><c>Gateway:Admin:Token</c>, or null.</param>
    /// <returns>The tokens, and the new one in the clear (it is never shown again) or null.</returns>
    /// <exception cref="StartException">The file is damaged or cannot be written.</exception>
    public static (AdminTokens Tokens, string? Made) Open(DataDirectory directory, Secret? configured)
    {
        var tokens = new List<AdminToken>();
        if (configured is not null)
            tokens.Add(AdminToken.OfSecret("configured", configured.Reveal()));
        var path = directory.FileNamed(FileName);
        try
        {
            string? made = null;
            if (File.Exists(path))
            {
                tokens.Add(AdminToken.OfHash("bootstrap", File.ReadAllText(path).Trim()));
            }
            else if (configured is null)
            {
                made = AdminToken.CreateSecret();
                var token = AdminToken.OfSecret("bootstrap", made);
                Write(path, token.Sha256 + "\n");
                tokens.Add(token);
            }
            return (new AdminTokens(tokens), made);
        }
        catch (FormatException damaged)
        {
            throw new StartException($"Gateway:DataDirectory: {path} is damaged; remove it and a new admin token is made at the next start", ExitCode.Configuration, damaged);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"Gateway:DataDirectory: {path} cannot be used: {failure.Message}", ExitCode.CannotCreate, failure);
        }
    }

    // The token is printed after this: a crash must not leave half a file, which would lock everybody out.
    private static void Write(string path, string text)
    {
        var partial = path + ".new";
        using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(Encoding.ASCII.GetBytes(text));
            file.Flush(flushToDisk: true);
        }
        File.Move(partial, path, overwrite: true);
    }
}
