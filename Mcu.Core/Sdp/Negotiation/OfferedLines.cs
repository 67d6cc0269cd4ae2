using Mcu.Core.Codecs;

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>The m= lines that we offer, consistent with those of the description before.</summary>
internal static class OfferedLines
{
    public static MediaDescription Audio(
        AudioCapabilities ours, MediaDescription? before, IReadOnlyList<CryptoAttribute> keys, bool isSecure)
    {
        PayloadTypePlan plan = new(before);
        List<AudioFormat> formats = [];
        List<RtpMap> events = [];
        foreach (AudioCodec codec in ours.Codecs)
        {
            int payloadType = plan.Take(AudioEncodings.UsualPayloadType(codec), map => AudioEncodings.Find(map) == codec);
            formats.Add(new AudioFormat(payloadType, codec));
        }

        foreach (AudioCodec codec in ours.Codecs)
        {
            int rate = AudioEncodings.ClockRateOf(codec);
            if (!events.Exists(map => map.ClockRate == rate))
            {
                int usual = AudioEncodings.UsualTelephoneEventPayloadType(rate);
                int payloadType = plan.Take(usual, map => map.Is(AudioEncodings.TelephoneEvent) && map.ClockRate == rate);
                events.Add(new RtpMap(payloadType, AudioEncodings.TelephoneEvent, rate));
            }
        }

        LineFrame frame = Frame(ours.Ports, ours.Direction, before, isSecure) with { Crypto = keys };
        return AudioLine.Write(frame, formats, events, PacketTimes.Usual);
    }

    public static MediaDescription Video(
        VideoCapabilities ours, MediaDescription? before, IReadOnlyList<CryptoAttribute> keys, bool isSecure, VideoLabel label)
    {
        PayloadTypePlan plan = new(before);
        List<LocalVideoFormat> formats = [];
        foreach (VideoCodec codec in ours.Codecs)
        {
            if (codec == VideoCodec.H264)
            {
                formats.AddRange(H264Formats(ours, before, plan));
            }
            else
            {
                formats.Add(new LocalVideoFormat(plan.Take(100, map => VideoEncodings.Find(map) == codec), codec));
            }
        }

        LineFrame frame = Frame(ours.Ports, ours.Direction, before, isSecure) with { Crypto = keys };
        return VideoLine.Write(frame, ours, formats, ours.Feedback.ToAttributes(null), label);
    }

    private static LineFrame Frame(RtpPorts ports, MediaDirection direction, MediaDescription? before, bool isSecure)
    {
        bool isKept = before is { Port: not 0 } and ({ IsPlainRtp: true } or { IsSecureRtp: true });
        string protocol = isKept ? before!.Protocol : isSecure ? LineFrame.OfferedSecureProtocol : LineFrame.OfferedProtocol;
        return new LineFrame(ports, protocol, direction, RtcpMux: true);
    }

    /// <summary>For each mode what the line before held, else our first profile.</summary>
    private static List<LocalVideoFormat> H264Formats(VideoCapabilities ours, MediaDescription? before, PayloadTypePlan plan)
    {
        List<LocalVideoFormat> formats = [];
        foreach (int mode in ours.H264PacketizationModes)
        {
            H264Parameters parameters = VideoEncodings.Offered(ours, ours.H264Profiles[0], mode);
            if (FindBefore(before, mode) is { } kept)
            {
                ProfileLevelId identifier = kept.H264!.ProfileLevelId.AtLevel(parameters.ProfileLevelId.LevelIdc);
                formats.Add(new(kept.PayloadType, VideoCodec.H264, parameters with { ProfileLevelId = identifier }));
            }
            else
            {
                formats.Add(new(plan.TakeNew(mode == 1 ? 97 : 98), VideoCodec.H264, parameters));
            }
        }

        return formats;
    }

    private static RemoteVideoFormat? FindBefore(MediaDescription? before, int mode)
    {
        foreach (int payloadType in before?.PayloadTypes ?? [])
        {
            if (RemoteVideoFormat.Read(before!, payloadType) is { H264: { } h264 } format && h264.PacketizationMode == mode)
            {
                return format;
            }
        }

        return null;
    }
}
