namespace Mcu.Node.Simulate;

/// <summary>Which rooms decode the picture that they get. The others check packets, key frames and sound only.</summary>
public enum ReceiveMode
{
    /// <summary>The first room.</summary>
    First,

    /// <summary>Every room.</summary>
    All,

    /// <summary>No room.</summary>
    None,
}
