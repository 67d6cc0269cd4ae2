namespace Mcu.Core.Sdp.Negotiation;

/// <summary>The H.264 profiles that we negotiate, each a superset of what constrained baseline may use.</summary>
public enum H264Profile
{
    /// <summary>profile_idc 66 with constraint_set1, or what means the same (RFC 6184 §8.1, table 5).</summary>
    ConstrainedBaseline,

    /// <summary>profile_idc 66.</summary>
    Baseline,

    /// <summary>profile_idc 77.</summary>
    Main,

    /// <summary>profile_idc 100.</summary>
    High,
}
