namespace Mcu.Tests.Bench.Failover;

/// <summary>Who leads after a harm.</summary>
internal enum NextLead
{
    /// <summary>Nothing changes.</summary>
    TheSame,

    /// <summary>The standby takes over, and the lead comes back.</summary>
    ThereAndBack,

    /// <summary>The standby takes over.</summary>
    TheOther,

    /// <summary>That depends.</summary>
    Either,
}
