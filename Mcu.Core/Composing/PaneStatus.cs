namespace Mcu.Core.Composing;

/// <summary>What a site's pane can show.</summary>
public enum PaneStatus
{
    /// <summary>The site was bound to a pane, but has not called, or has left.</summary>
    NotConnected,

    /// <summary>It is calling, or its first picture has not come yet.</summary>
    Connecting,

    /// <summary>Its pictures come.</summary>
    Live,

    /// <summary>It sent pictures, and they stopped.</summary>
    SignalLost,

    /// <summary>It sends sound only.</summary>
    NoPicture,
}
