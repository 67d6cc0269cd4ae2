namespace Mcu.Core.Rtcp;

/// <summary>Packet types of RTCP that we know (IANA's RTP parameters).</summary>
public enum RtcpPacketType : byte
{
    /// <summary>Full intra request of H.261, still sent by old rooms (RFC 2032 §5.2.1).</summary>
    LegacyFir = 192,

    /// <summary>Sender report.</summary>
    SenderReport = 200,

    /// <summary>Receiver report.</summary>
    ReceiverReport = 201,

    /// <summary>Source description.</summary>
    SourceDescription = 202,

    /// <summary>Goodbye.</summary>
    Bye = 203,

    /// <summary>Application-defined.</summary>
    Application = 204,

    /// <summary>Transport-layer feedback (RFC 4585 §6.2).</summary>
    TransportFeedback = 205,

    /// <summary>Payload-specific feedback (RFC 4585 §6.3).</summary>
    PayloadFeedback = 206,

    /// <summary>Extended report (RFC 3611).</summary>
    ExtendedReport = 207,
}
