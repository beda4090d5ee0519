using Gateway.Admin.Http;
using Microsoft.AspNetCore.Http;

namespace Gateway.Admin.Keys;

/// <summary>What is answered when a change of a key does not come about.</summary>
internal static class KeyProblems
{
    /// <summary>There is no such key.</summary>
    public static readonly Problem NotFound = new(
        StatusCodes.Status404NotFound, "key_not_found", "There is no such key", "Give the key's public id, the 12 characters after gwk_ in its prefix.");

    /// <summary>The problem of an outcome.</summary>
    public static Problem Of(KeyOutcome outcome) => outcome.Verdict switch
    {
        KeyVerdict.NotFound => NotFound,
        KeyVerdict.Deleted => new(StatusCodes.Status409Conflict, "key_deleted", "The key is deleted", "Deletion is for good; make a new key. The name is free."),
        KeyVerdict.VersionMismatch => new(
            StatusCodes.Status412PreconditionFailed, "version_mismatch", "The key has changed since it was read",
            $"Its version is {outcome.Key!.Policy.Version}; read it again and send that as If-Match."),
        KeyVerdict.NameTaken => new(
            StatusCodes.Status409Conflict, "name_taken", "The name is taken",
            outcome.Key is null ? "Two of the keys would have the same name." : $"Key {outcome.Key.Id} of the project has this name; choose another, or delete that key.",
            [new("name", "is taken by a live key of the project")]),
        KeyVerdict.IdempotencyKeyTaken => new(
            StatusCodes.Status422UnprocessableEntity, "idempotency_key_reused", "The Idempotency-Key belongs to another request",
            "Within 24 hours the same Idempotency-Key must come with the same body; choose a new one for a new request."),
        KeyVerdict.NotForLegacyKeys => new(
            StatusCodes.Status422UnprocessableEntity, "legacy_key", "A legacy key does not take this",
            "Of a legacy key only name, project, environment, owner, enabled, expires_at and metadata may change. To have limits, make a standard key for its "
            + "users with POST /admin/v1/keys, move them to it, and delete this one.", outcome.Errors),
        KeyVerdict.NotDurable => new(
            StatusCodes.Status503ServiceUnavailable, "journal_unavailable", "The change could not be made durable",
            "Nothing was changed. Try again once /health/ready says that the journal works."),
        KeyVerdict.Invalid => Problem.Invalid(outcome.Errors!),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome.Verdict, "not a problem"),
    };
}
