using System.Buffers.Binary;

namespace Mcu.Core.Rtcp;

/// <summary>Reads a datagram of RTCP and tells a handler of each item. Total: any bytes give a result, none an exception.</summary>
public static class RtcpParser
{
    /// <summary>Reads the whole compound; what is unknown is skipped by its length.</summary>
    public static RtcpParseError Parse(ReadOnlySpan<byte> datagram, IRtcpHandler handler)
    {
        var reader = new RtcpReader(datagram);
        bool allFit = true;
        while (reader.TryRead(out RtcpBlock block))
        {
            allFit &= Dispatch(block, handler);
        }

        return reader.Error == RtcpParseError.None && !allFit ? RtcpParseError.Block : reader.Error;
    }

    private static bool Dispatch(in RtcpBlock block, IRtcpHandler handler) => block.Type switch
    {
        RtcpPacketType.SenderReport => ReadSenderReport(block, handler),
        RtcpPacketType.ReceiverReport => ReadReceiverReport(block, handler),
        RtcpPacketType.SourceDescription => SourceDescription.Read(block, handler),
        RtcpPacketType.Bye => ReadBye(block, handler),
        RtcpPacketType.TransportFeedback => FeedbackParser.ReadTransport(block, handler),
        RtcpPacketType.PayloadFeedback => FeedbackParser.ReadPayload(block, handler),
        RtcpPacketType.LegacyFir => ReadLegacyFir(handler),
        _ => true,
    };

    private static bool ReadSenderReport(in RtcpBlock block, IRtcpHandler handler)
    {
        if (block.Body.Length < SenderInfo.Length)
        {
            return false;
        }

        SenderInfo info = SenderInfo.Read(block.Body);
        handler.OnSenderReport(info);
        return ReadReportBlocks(info.Ssrc, block.Body[SenderInfo.Length..], block.Count, handler);
    }

    private static bool ReadReceiverReport(in RtcpBlock block, IRtcpHandler handler)
    {
        if (block.Body.Length < 4)
        {
            return false;
        }

        uint reporter = BinaryPrimitives.ReadUInt32BigEndian(block.Body);
        return ReadReportBlocks(reporter, block.Body[4..], block.Count, handler);
    }

    private static bool ReadReportBlocks(uint reporter, ReadOnlySpan<byte> bytes, int count, IRtcpHandler handler)
    {
        for (; count > 0 && bytes.Length >= ReportBlock.Length; count--, bytes = bytes[ReportBlock.Length..])
        {
            handler.OnReportBlock(reporter, ReportBlock.Read(bytes));
        }

        return count == 0;
    }

    private static bool ReadBye(in RtcpBlock block, IRtcpHandler handler)
    {
        ReadOnlySpan<byte> bytes = block.Body;
        int count = block.Count;
        for (; count > 0 && bytes.Length >= 4; count--, bytes = bytes[4..])
        {
            handler.OnBye(BinaryPrimitives.ReadUInt32BigEndian(bytes));
        }

        return count == 0;
    }

    private static bool ReadLegacyFir(IRtcpHandler handler)
    {
        handler.OnPictureLoss(0);
        return true;
    }
}
