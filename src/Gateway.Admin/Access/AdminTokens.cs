using System.Security.Cryptography;
using System.Text;

namespace Gateway.Admin.Access;

/// <summary>The tokens that open the administration. Immutable. API keys are never among them.</summary>
/// <param name="tokens">Any number; none means that nobody comes in.</param>
public sealed class AdminTokens(params IEnumerable<AdminToken> tokens)
{
    private const string Scheme = "Bearer ";
    private readonly AdminToken[] _tokens = [.. tokens];

    /// <summary>The token that an <c>Authorization</c> header presents, or null. Takes the same time whichever token it is.</summary>
    /// <param name="authorization">The header's value, or null.</param>
    public AdminToken? Find(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        var presented = SHA256.HashData(Encoding.UTF8.GetBytes(authorization.AsSpan(Scheme.Length).Trim().ToString()));
        AdminToken? found = null;
        foreach (var token in _tokens)
            found = token.Matches(presented) ? token : found;
        return found;
    }
}
