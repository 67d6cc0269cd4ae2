using Mcu.Core.Codecs;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Mixing;
using Mcu.Core.Sdp.Negotiation;

namespace Mcu.Node.Media;

/// <summary>What the media plane needs of the negotiated sound. Two sessions with equal formats need no new path.</summary>
/// <param name="Receive">Towards us.</param>
/// <param name="Send">Towards the site.</param>
/// <param name="SendPayloadType">The payload type that the site gave the codec.</param>
public sealed record AudioStreamFormat(AudioReceiveFormat Receive, AudioSendFormat Send, byte SendPayloadType)
{
    private const int OpusBitsPerSecond = 40_000;
    private const int OpusComplexity = 2; // measured: see ARCHITECTURE.md

    /// <summary>Reads it out of a session.</summary>
    public static AudioStreamFormat Of(NegotiatedAudio audio)
    {
        IReadOnlyList<int> events = audio.ReceiveTelephoneEventPayloadTypes;
        AudioFormat format = audio.ReceiveFormats.First(candidate => candidate.Codec == audio.Codec);
        return new AudioStreamFormat(
            new AudioReceiveFormat(
                audio.Codec,
                (byte)format.PayloadType,
                audio.ClockRate,
                events.Count > 0 ? (byte)events[0] : null,
                events.Count > 1 ? (byte)events[1] : null),
            new AudioSendFormat(audio.Codec, EncoderSettings(audio)),
            (byte)audio.SendPayloadType);
    }

    private static AudioEncoderSettings EncoderSettings(NegotiatedAudio audio) => new(
        Math.Min(OpusBitsPerSecond, audio.Opus?.MaxAverageBitRate ?? OpusBitsPerSecond), OpusComplexity);
}
