using Mcu.Core.Codecs;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Mixing;
using Mcu.Core.Rtp;
using Mcu.Core.Sdp.Negotiation;

namespace Mcu.Node.Media;

/// <summary>What the media plane needs of the negotiated sound. Two sessions with equal formats need no new path.</summary>
/// <param name="Receive">Towards us.</param>
/// <param name="Send">Towards the site.</param>
/// <param name="SendPayloadType">The payload type that the site gave the codec.</param>
/// <param name="PacketTime">Sound in each packet to the site, ms.</param>
public sealed record AudioStreamFormat(AudioReceiveFormat Receive, AudioSendFormat Send, byte SendPayloadType, int PacketTime)
{
    private const int OpusBitsPerSecond = 40_000;
    private const int LeastOpusBitsPerSecond = 6_000; // RFC 7587 §6.1
    private const int OpusComplexity = 2; // measured: see ARCHITECTURE.md

    /// <summary>Reads it out of a session.</summary>
    public static AudioStreamFormat Of(NegotiatedAudio audio)
    {
        IEnumerable<int> types = audio.ReceiveFormats.Where(format => format.Codec == audio.Codec).Select(format => format.PayloadType);
        return new AudioStreamFormat(
            new AudioReceiveFormat(
                audio.Codec,
                PayloadTypeSet.Of(types),
                audio.ClockRate,
                PayloadTypeSet.Of(audio.ReceiveTelephoneEventPayloadTypes)),
            new AudioSendFormat(audio.Codec, EncoderSettings(audio)),
            (byte)audio.SendPayloadType,
            audio.PacketTime);
    }

    private static AudioEncoderSettings EncoderSettings(NegotiatedAudio audio) => new(
        Math.Clamp(audio.Opus?.MaxAverageBitRate ?? OpusBitsPerSecond, LeastOpusBitsPerSecond, OpusBitsPerSecond), OpusComplexity);
}
