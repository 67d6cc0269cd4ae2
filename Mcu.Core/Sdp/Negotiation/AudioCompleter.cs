using Mcu.Core.Codecs;

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>Reads the peer's answer to our m=audio line.</summary>
internal static class AudioCompleter
{
    public static LineOutcome<NegotiatedAudio> Complete(MediaDescription offered, RemoteLine line, string localAddress)
    {
        if (LineSecurity.Complete(offered, line.Media, out NegotiatedSrtp? srtp) is { } refusal)
        {
            return refusal;
        }

        List<AudioFormat> ours = FormatsOf(offered);
        if (ChooseFormat(line.Media, offered, ours) is not { } format)
        {
            return Refusals.AudioFormat;
        }

        RtpPorts ports = OfferedPorts.Of(offered);
        MediaTransport? transport = line.FindTransport(ports, localAddress, offered.HasRtcpMux && line.Media.HasRtcpMux);
        if (transport is null)
        {
            return Refusals.AddressFormat;
        }

        int clockRate = AudioEncodings.ClockRateOf(format.Codec);
        NegotiatedAudio agreed = new()
        {
            Line = line.Index,
            Transport = transport,
            Srtp = srtp,
            Direction = (offered.Direction ?? MediaDirection.SendReceive) & line.Direction.Reversed(),
            Codec = format.Codec,
            SendPayloadType = format.PayloadType,
            ClockRate = clockRate,
            ReceiveFormats = ours,
            SendTelephoneEventPayloadType = AudioEncodings.Choose(AudioEncodings.FindTelephoneEvents(line.Media), clockRate)?.PayloadType,
            ReceiveTelephoneEventPayloadTypes = AudioEncodings.FindTelephoneEvents(offered).ConvertAll(map => map.PayloadType),
            PacketTime = PacketTimes.Choose(format.Codec, line.Media.PacketTime, line.Media.MaxPacketTime),
            Opus = AudioAnswerer.OpusOf(line.Media, format),
        };
        return new(agreed, null, null);
    }

    private static List<AudioFormat> FormatsOf(MediaDescription media)
    {
        List<AudioFormat> formats = [];
        foreach (int payloadType in media.PayloadTypes)
        {
            if (AudioEncodings.Find(media.FindRtpMap(payloadType)) is { } codec)
            {
                formats.Add(new AudioFormat(payloadType, codec));
            }
        }

        return formats;
    }

    // The peer's first codec that we offered; codecs that we never offered are met, and ignored. A dynamic payload type
    // that it does not explain is taken to be ours.
    private static AudioFormat? ChooseFormat(MediaDescription answered, MediaDescription offered, List<AudioFormat> ours)
    {
        foreach (int payloadType in answered.PayloadTypes)
        {
            RtpMap? map = answered.FindRtpMap(payloadType) ?? offered.FindRtpMap(payloadType);
            if (AudioEncodings.Find(map) is { } codec && ours.Exists(format => format.Codec == codec))
            {
                return new AudioFormat(payloadType, codec);
            }
        }

        return null;
    }
}

internal static class OfferedPorts
{
    public static RtpPorts Of(MediaDescription offered) => new(offered.Port, offered.Rtcp?.Port ?? offered.Port + 1);
}
