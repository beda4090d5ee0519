using Gateway.Core.Keys;

namespace Gateway.Admin.Keys;

/// <summary>What came of a change.</summary>
public enum KeyVerdict : byte
{
    /// <summary>It is durable and in force.</summary>
    Done,

    /// <summary>The same request was carried out before, under the same Idempotency-Key; nothing was done now.</summary>
    Repeated,

    /// <summary>Another request was carried out under the same Idempotency-Key.</summary>
    IdempotencyKeyTaken,

    /// <summary>There is no such key.</summary>
    NotFound,

    /// <summary>The key is deleted, for good.</summary>
    Deleted,

    /// <summary>The key has another version than the one that the change was meant for.</summary>
    VersionMismatch,

    /// <summary>A live key of the project has the name.</summary>
    NameTaken,

    /// <summary>Fields do not fit the key; see the errors.</summary>
    Invalid,

    /// <summary>Fields that a legacy key does not take; see the errors.</summary>
    NotForLegacyKeys,

    /// <summary>It could not be made durable; nothing has changed.</summary>
    NotDurable,
}

/// <summary>What came of a change.</summary>
/// <param name="Verdict">In one word.</param>
/// <param name="Key">The key as it now is, if there is one.</param>
/// <param name="Secret">The secret of a key that was made: the only time it is shown.</param>
/// <param name="Errors">What is wrong with which field.</param>
public sealed record KeyOutcome(KeyVerdict Verdict, ApiKey? Key = null, string? Secret = null, IReadOnlyList<FieldError>? Errors = null);

/// <summary>What is wrong with one field.</summary>
/// <param name="Field">The field's name as sent; a member of it after a point.</param>
/// <param name="Message">What would be right.</param>
public readonly record struct FieldError(string Field, string Message);
