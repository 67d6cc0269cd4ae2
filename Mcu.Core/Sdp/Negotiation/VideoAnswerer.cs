using Mcu.Core.Codecs;

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>Answers the offered m=video line of the main picture, or of the slides, with one codec.</summary>
internal static class VideoAnswerer
{
    public static LineOutcome<NegotiatedVideo> Answer(
        RemoteLine line, VideoCapabilities ours, MediaCapabilities capabilities, NegotiatedSrtp? before, VideoLabel? label)
    {
        if (LineSecurity.Answer(line.Media, capabilities.Srtp, before, out NegotiatedSrtp? srtp) is { } refusal)
        {
            return refusal;
        }

        if (RemoteVideoFormat.Choose(line.Media, ours, capabilities.PreferOffererOrder) is not { } format)
        {
            return Refusals.VideoFormat;
        }

        MediaTransport? transport = line.FindTransport(ours.Ports, capabilities.Address, line.Media.HasRtcpMux);
        return transport is null ? Refusals.AddressFormat : Agree(line, ours, format, transport, srtp, label);
    }

    private static LineOutcome<NegotiatedVideo> Agree(
        RemoteLine line, VideoCapabilities ours, RemoteVideoFormat format, MediaTransport transport, NegotiatedSrtp? srtp, VideoLabel? label)
    {
        NegotiatedVideo agreed = new()
        {
            Line = line.Index,
            Transport = transport,
            Srtp = srtp,
            Direction = ours.Direction & line.Direction.Reversed(),
            Codec = format.Codec,
            SendPayloadType = format.PayloadType,
            ReceiveFormats = [new VideoFormat(format.PayloadType, format.Codec)],
            Limit = line.Cap(format.Limit),
            Feedback = ours.Feedback & line.Media.FindFeedback(format.PayloadType),
            H264 = format.H264,
        };
        LocalVideoFormat local = new(
            format.PayloadType, format.Codec, format.H264 is null ? null : VideoEncodings.Answered(ours, format.H264));
        LineFrame frame = new(ours.Ports, line.Media.Protocol, agreed.Direction, transport.RtcpMux) { Crypto = LineSecurity.LinesOf(srtp) };
        IEnumerable<SdpAttribute> feedback = agreed.Feedback.ToAttributes(format.PayloadType);
        return new(agreed, VideoLine.Write(frame, ours, [local], feedback, label), null);
    }
}
