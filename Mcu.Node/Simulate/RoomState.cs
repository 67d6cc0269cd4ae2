namespace Mcu.Node.Simulate;

/// <summary>How far a room is.</summary>
public enum RoomState
{
    /// <summary>It has not called.</summary>
    Idle,

    /// <summary>It has called and waits for an answer.</summary>
    Calling,

    /// <summary>It is in the call.</summary>
    Connected,

    /// <summary>Its call did not come about.</summary>
    Failed,

    /// <summary>The MCU ended its call, or lost it.</summary>
    Dropped,

    /// <summary>It hung up itself.</summary>
    Ended,
}
