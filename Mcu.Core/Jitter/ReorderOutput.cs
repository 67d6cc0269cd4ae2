namespace Mcu.Core.Jitter;

/// <summary>What comes out of a <see cref="ReorderBuffer"/> next.</summary>
public enum ReorderOutput
{
    /// <summary>Nothing yet.</summary>
    Nothing,

    /// <summary>The next packet of the sequence.</summary>
    Packet,

    /// <summary>Packets that are given up as lost.</summary>
    Gap,
}
