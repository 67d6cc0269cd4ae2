using Mcu.Core.Conferences.Media;
using Mcu.Core.Rtcp;
using Mcu.Core.Rtp;
using Mcu.Core.Sdp;
using Mcu.Core.Time;

namespace Mcu.Node.Media;

/// <summary>
/// What is asked of the sender of a picture: missing packets and key frames, by what both understand. Receive loop's thread, but
/// for the counter.
/// </summary>
/// <param name="receive">The picture's way in.</param>
/// <param name="feedback">RTCP feedback that both understand.</param>
/// <param name="requestByInfo">Asks for a key frame where there is no feedback (RFC 5168).</param>
internal sealed class PictureRequests(VideoReceivePath receive, RtcpFeedback feedback, Action requestByInfo)
{
    private readonly ushort[] nacks = new ushort[64];
    private int keyFrameRequests;

    /// <summary>Key frames asked for. Any thread.</summary>
    public int KeyFrameRequests => Volatile.Read(ref keyFrameRequests);

    /// <summary>Writes a compound that asks for missing packets; 0 when none are.</summary>
    public int WriteNack(RtcpSession rtcp, Span<byte> scratch, Instant now)
    {
        if (receive.Demux.Active is not { } source || !feedback.HasFlag(RtcpFeedback.Nack))
        {
            return 0;
        }

        int count = receive.CollectNacks(now, nacks);
        return count == 0 ? 0 : rtcp.WriteNack(source.Ssrc, nacks.AsSpan(0, count), now, scratch);
    }

    /// <summary>Writes a compound that asks for a key frame; 0 when none is wanted, or when it is asked for by INFO.</summary>
    public int WriteKeyFrameRequest(RtcpSession rtcp, Span<byte> scratch, Instant now)
    {
        if (receive.Demux.Active is not { } source || !receive.TryTakeKeyFrameRequest(now))
        {
            return 0;
        }

        keyFrameRequests++;
        if (feedback.HasFlag(RtcpFeedback.PictureLossIndication))
        {
            return rtcp.WritePli(source.Ssrc, now, scratch);
        }

        if (feedback.HasFlag(RtcpFeedback.FullIntraRequest))
        {
            return rtcp.WriteFir(source.Ssrc, receive.FirSequence, now, scratch);
        }

        requestByInfo();
        return 0;
    }
}
