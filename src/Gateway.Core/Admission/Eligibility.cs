using Gateway.Core.Keys;

namespace Gateway.Core.Admission;

/// <summary>What is decided by the policy alone, before any counter is looked at.</summary>
internal static class Eligibility
{
    internal static RefusalReason Check(KeyPolicy policy, in AdmissionRequest request, long wall)
    {
        if (!policy.IsEnabled || policy.IsDeleted)
            return RefusalReason.Disabled;
        if (policy.IsExpiredAt(wall))
            return RefusalReason.Expired;
        if (policy.AllowedModels is { } models && !request.Model.IsEmpty && !models.Allow(request.Model))
            return RefusalReason.ModelNotAllowed;
        return request.Route switch
        {
            RouteClass.Metered => policy.HasCostLimit && request.Price is null ? RefusalReason.ModelNotPriced
                : policy.AllowedModels is not null && request.Model.IsEmpty ? RefusalReason.ModelNotAllowed
                : RefusalReason.None,
            RouteClass.Free => RefusalReason.None,
            _ => policy.HasCostLimit || policy.HasTokenLimit || policy.AllowedModels is not null ? RefusalReason.RouteNotMetered : RefusalReason.None,
        };
    }
}
