namespace Mcu.Core.Rtcp;

/// <summary>Feedback message types (FMT) that we read or write.</summary>
public static class FeedbackFormat
{
    /// <summary>RTPFB: generic NACK (RFC 4585 §6.2.1).</summary>
    public const int Nack = 1;

    /// <summary>RTPFB: temporary maximum media stream bit rate request (RFC 5104 §4.2.1).</summary>
    public const int Tmmbr = 3;

    /// <summary>RTPFB: its notification (RFC 5104 §4.2.2).</summary>
    public const int Tmmbn = 4;

    /// <summary>PSFB: picture loss indication (RFC 4585 §6.3.1).</summary>
    public const int Pli = 1;

    /// <summary>PSFB: full intra request (RFC 5104 §4.3.1).</summary>
    public const int Fir = 4;

    /// <summary>PSFB: application layer feedback, among it REMB (draft-alvestrand-rmcat-remb).</summary>
    public const int Application = 15;
}
