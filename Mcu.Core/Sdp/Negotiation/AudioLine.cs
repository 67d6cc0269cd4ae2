using Mcu.Core.Codecs;

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>Writes our m=audio line.</summary>
internal static class AudioLine
{
    private const string DtmfEvents = "0-15"; // RFC 4733 §3.2

    public static MediaDescription Write(
        LineFrame frame,
        IReadOnlyList<AudioFormat> formats,
        IReadOnlyList<RtpMap> telephoneEvents,
        int packetTime)
    {
        List<string> payloadTypes = [];
        List<SdpAttribute> attributes = [];
        foreach (AudioFormat format in formats)
        {
            payloadTypes.Add($"{format.PayloadType}");
            attributes.Add(AudioEncodings.ToRtpMap(format.Codec, format.PayloadType).ToAttribute());
            if (format.Codec == AudioCodec.Opus)
            {
                attributes.Add(new SdpAttribute("fmtp", $"{format.PayloadType} useinbandfec=1"));
            }
        }

        foreach (RtpMap map in telephoneEvents)
        {
            payloadTypes.Add($"{map.PayloadType}");
            attributes.Add(new RtpMap(map.PayloadType, AudioEncodings.TelephoneEvent, map.ClockRate).ToAttribute());
            attributes.Add(new SdpAttribute("fmtp", $"{map.PayloadType} {DtmfEvents}"));
        }

        attributes.Add(new SdpAttribute("ptime", $"{packetTime}"));
        return frame.Write("audio", payloadTypes, attributes, []);
    }
}
