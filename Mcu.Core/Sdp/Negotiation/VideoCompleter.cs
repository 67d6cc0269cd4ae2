namespace Mcu.Core.Sdp.Negotiation;

/// <summary>Reads the peer's answer to our m=video line.</summary>
internal static class VideoCompleter
{
    public static LineOutcome<NegotiatedVideo> Complete(MediaDescription offered, RemoteLine line, string localAddress)
    {
        if (LineSecurity.Complete(offered, line.Media, out NegotiatedSrtp? srtp) is { } refusal)
        {
            return refusal;
        }

        List<VideoFormat> ours = FormatsOf(offered);
        if (ChooseFormat(line.Media, offered, ours) is not { } format)
        {
            return Refusals.VideoFormat;
        }

        RtpPorts ports = OfferedPorts.Of(offered);
        MediaTransport? transport = line.FindTransport(ports, localAddress, offered.HasRtcpMux && line.Media.HasRtcpMux);
        if (transport is null)
        {
            return Refusals.AddressFormat;
        }

        NegotiatedVideo agreed = new()
        {
            Line = line.Index,
            Transport = transport,
            Srtp = srtp,
            Direction = (offered.Direction ?? MediaDirection.SendReceive) & line.Direction.Reversed(),
            Codec = format.Codec,
            SendPayloadType = format.PayloadType,
            ReceiveFormats = ours,
            Limit = line.Cap(format.Limit),
            Feedback = offered.FindFeedback(ours[0].PayloadType) & line.Media.FindFeedback(format.PayloadType),
            H264 = format.H264,
        };
        return new(agreed, null, null);
    }

    private static List<VideoFormat> FormatsOf(MediaDescription media)
    {
        List<VideoFormat> formats = [];
        foreach (int payloadType in media.PayloadTypes)
        {
            if (VideoEncodings.Find(media.FindRtpMap(payloadType)) is { } codec)
            {
                formats.Add(new VideoFormat(payloadType, codec));
            }
        }

        return formats;
    }

    // As with audio: the peer's first codec that we offered. Its H.264 profile is not held against it.
    private static RemoteVideoFormat? ChooseFormat(MediaDescription answered, MediaDescription offered, List<VideoFormat> ours)
    {
        foreach (int payloadType in answered.PayloadTypes)
        {
            RemoteVideoFormat? format = RemoteVideoFormat.Read(answered, payloadType, offered.FindRtpMap(payloadType));
            if (format is { H264: null or { PacketizationMode: 0 or 1 } } && ours.Exists(our => our.Codec == format.Codec))
            {
                return format;
            }
        }

        return null;
    }
}
