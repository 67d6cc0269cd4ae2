using Mcu.Core.Codecs;

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>Answers an offered m=audio line with one codec and one telephone-event.</summary>
internal static class AudioAnswerer
{
    public static LineOutcome<NegotiatedAudio> Answer(
        RemoteLine line, AudioCapabilities ours, MediaCapabilities capabilities, NegotiatedSrtp? before)
    {
        if (LineSecurity.Answer(line.Media, capabilities.Srtp, before, out NegotiatedSrtp? srtp) is { } refusal)
        {
            return refusal;
        }

        if (ChooseFormat(line.Media, ours.Codecs, capabilities.PreferOffererOrder) is not { } format)
        {
            return Refusals.AudioFormat;
        }

        MediaTransport? transport = line.FindTransport(ours.Ports, capabilities.Address, line.Media.HasRtcpMux);
        return transport is null ? Refusals.AddressFormat : Agree(line, ours, format, transport, srtp);
    }

    private static LineOutcome<NegotiatedAudio> Agree(RemoteLine line, AudioCapabilities ours, AudioFormat format, MediaTransport transport, NegotiatedSrtp? srtp)
    {
        List<RtpMap> events = AudioEncodings.FindTelephoneEvents(line.Media);
        RtpMap? telephoneEvent = AudioEncodings.Choose(events, AudioEncodings.ClockRateOf(format.Codec));
        NegotiatedAudio agreed = new()
        {
            Line = line.Index,
            Transport = transport,
            Srtp = srtp,
            Direction = ours.Direction & line.Direction.Reversed(),
            Codec = format.Codec,
            SendPayloadType = format.PayloadType,
            ClockRate = AudioEncodings.ClockRateOf(format.Codec),
            ReceiveFormats = [format],
            SendTelephoneEventPayloadType = telephoneEvent?.PayloadType,
            ReceiveTelephoneEventPayloadTypes = events.ConvertAll(map => map.PayloadType),
            PacketTime = PacketTimes.Choose(format.Codec, line.Media.PacketTime, line.Media.MaxPacketTime),
            Opus = OpusOf(line.Media, format),
        };
        LineFrame frame = new(ours.Ports, line.Media.Protocol, agreed.Direction, transport.RtcpMux) { Crypto = LineSecurity.LinesOf(srtp) };
        MediaDescription local = AudioLine.Write(frame, [format], telephoneEvent is null ? [] : [telephoneEvent], agreed.PacketTime);
        return new(agreed, local, null);
    }

    public static OpusParameters? OpusOf(MediaDescription media, AudioFormat format) =>
        format.Codec == AudioCodec.Opus ? OpusParameters.Parse(media.FindFormatParameters(format.PayloadType)) : null;

    private static AudioFormat? ChooseFormat(MediaDescription media, IReadOnlyList<AudioCodec> codecs, bool firstOffered)
    {
        AudioFormat? best = null;
        int bestRank = int.MaxValue;
        foreach (int payloadType in media.PayloadTypes)
        {
            int rank = AudioEncodings.Find(media.FindRtpMap(payloadType)) is { } codec ? codecs.IndexOf(codec) : -1;
            if (rank >= 0 && rank < bestRank)
            {
                best = new AudioFormat(payloadType, codecs[rank]);
                bestRank = firstOffered ? -1 : rank;
            }
        }

        return best;
    }
}
