namespace Mcu.Core.Rtcp;

/// <summary>Hears what a compound said, item by item. The default of each item is to ignore it.</summary>
public interface IRtcpHandler
{
    /// <summary>A sender report's own part.</summary>
    void OnSenderReport(in SenderInfo info)
    {
    }

    /// <summary>A report about one of the streams that the reporter receives.</summary>
    void OnReportBlock(uint reporter, in ReportBlock block)
    {
    }

    /// <summary>A source's canonical name, in UTF-8; valid during the call.</summary>
    void OnCname(uint ssrc, ReadOnlySpan<byte> name)
    {
    }

    /// <summary>A source leaves.</summary>
    void OnBye(uint ssrc)
    {
    }

    /// <summary>A packet of ours is missing.</summary>
    void OnNack(uint mediaSsrc, ushort sequence)
    {
    }

    /// <summary>A key frame is wanted: PLI, or FIR of RFC 2032, which names no target (0).</summary>
    void OnPictureLoss(uint mediaSsrc)
    {
    }

    /// <summary>A key frame is wanted by FIR (RFC 5104); the same number again is a repetition of the same request.</summary>
    void OnFullIntraRequest(uint mediaSsrc, byte sequence)
    {
    }

    /// <summary>The peer limits our rate by TMMBR; answer with TMMBN.</summary>
    void OnTmmbr(uint sender, in BitRateLimit limit)
    {
    }

    /// <summary>The peer says which limits it keeps (TMMBN).</summary>
    void OnTmmbn(uint sender, in BitRateLimit limit)
    {
    }

    /// <summary>The peer estimates how much it can receive (REMB), bit/s.</summary>
    void OnRemb(uint sender, long bitsPerSecond)
    {
    }
}
