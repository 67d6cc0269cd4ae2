namespace Mcu.Core.Conferences;

/// <summary>
/// Who owns which of a site's mutes, on a node whose operators set one of them. The province's belongs to the root, the
/// district's to the node below it, the site's own to the node that its room has called: there the operators of a node further
/// down set it too, being of the site's own unit. Every other node has a copy and passes it on.
/// </summary>
public static class MuteOwners
{
    /// <summary>Whose mute the operators of a node set.</summary>
    /// <param name="tier">How many nodes are above it: 0 for the root.</param>
    public static MuteBits OfTier(uint tier) => tier switch
    {
        0 => MuteBits.Province,
        1 => MuteBits.District,
        _ => MuteBits.Self,
    };

    /// <summary>The mutes that nodes above own, where operators set this one.</summary>
    public static MuteBits OwnedAbove(this MuteBits operators) => operators switch
    {
        MuteBits.Province => MuteBits.None,
        MuteBits.District => MuteBits.Province,
        _ => MuteBits.Province | MuteBits.District,
    };

    /// <summary>The mutes that nodes below own of their sites, where operators set this one.</summary>
    public static MuteBits OwnedBelow(this MuteBits operators) =>
        operators == MuteBits.Province ? MuteBits.Self | MuteBits.District : MuteBits.Self;

    /// <summary>Each mute alone.</summary>
    public static IEnumerable<MuteBits> Each(this MuteBits mutes) =>
        new[] { MuteBits.Self, MuteBits.District, MuteBits.Province }.Where(bit => mutes.HasFlag(bit));
}
