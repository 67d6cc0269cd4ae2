using Mcu.Core.Codecs;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Mixing;
using Mcu.Core.Rtp;
using Mcu.Node.Media;
using Mcu.V1;

namespace Mcu.Node.Cascade.Media;

/// <summary>What media are on a link: Opus and H.264, whatever rooms send.</summary>
internal static class LinkFormats
{
    /// <summary>Of H.264 that this node sends; mode 1.</summary>
    public const byte PicturePayloadType = 96;

    /// <summary>Of Opus that this node sends.</summary>
    public const byte SoundPayloadType = 111;

    /// <summary>Sent packets of a picture that are kept for retransmission: a second of 5 Mbit/s.</summary>
    public const int KeptPackets = 512;

    /// <summary>Round trips that a lost packet of a picture is waited for: after three requests a loss of 5 % leaves nothing.</summary>
    public const int Attempts = 3;

    private const string Opus = "opus";
    private const string H264 = "H264";
    private const int OpusClock = 48_000;
    private const int PacketTime = 20;
    private const byte FirstDynamic = 96;

    // The mix of many: more bits than a room's, and FEC, since nothing asks for lost sound again.
    private static readonly AudioEncoderSettings Sound = new(BitsPerSecond: 48_000, Complexity: 5, ExpectedLossPercent: 5);

    /// <summary>The codec's name in an offer.</summary>
    public static string CodecOf(ChannelKind kind) => kind == ChannelKind.Sound ? Opus : H264;

    /// <summary>The payload type in an offer.</summary>
    public static byte PayloadTypeOf(ChannelKind kind) => kind == ChannelKind.Sound ? SoundPayloadType : PicturePayloadType;

    /// <summary>Whether this node can take what the other side offers.</summary>
    public static bool CanTake(ChannelOpen offer) =>
        offer.Kind is ChannelKind.Sound or ChannelKind.Program or ChannelKind.Picture or ChannelKind.Content
        && offer.Ssrc != 0
        && offer.PayloadType is >= FirstDynamic and <= 127
        && string.Equals(offer.Codec, CodecOf(offer.Kind), StringComparison.OrdinalIgnoreCase);

    /// <summary>Sound, both ways under one payload type.</summary>
    public static AudioStreamFormat SoundOf(byte payloadType) => new(
        new AudioReceiveFormat(AudioCodec.Opus, PayloadTypeSet.Of(payloadType), OpusClock, default),
        new AudioSendFormat(AudioCodec.Opus, Sound),
        payloadType,
        PacketTime);

    /// <summary>The RTP line of a new channel; its source is none of those that were used under the same key.</summary>
    public static RtpStreamLine NewLine(ChannelKind kind, MediaStreamServices services) =>
        new(kind == ChannelKind.Sound ? OpusClock : RtpClock.Video, services.Random);
}
