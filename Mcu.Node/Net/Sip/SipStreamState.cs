namespace Mcu.Node.Net.Sip;

/// <summary>Where a stream stands after the bytes that came last.</summary>
public enum SipStreamState
{
    /// <summary>Between messages: nothing is outstanding.</summary>
    BetweenMessages,

    /// <summary>Inside a message, which has to be complete within <see cref="SipTcpOptions.MessageTimeout"/> of its start.</summary>
    InMessage,

    /// <summary>No message can be made of it: close the connection.</summary>
    Broken,
}
