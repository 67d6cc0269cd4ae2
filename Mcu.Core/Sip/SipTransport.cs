namespace Mcu.Core.Sip;

/// <summary>What carries SIP messages.</summary>
public enum SipTransport
{
    /// <summary>Datagrams; lost ones are sent again by the transactions.</summary>
    Udp,

    /// <summary>A stream.</summary>
    Tcp,
}
