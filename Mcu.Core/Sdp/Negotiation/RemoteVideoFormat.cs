using Mcu.Core.Codecs;

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>A video format of the peer's line that we know.</summary>
/// <param name="PayloadType">The peer's.</param>
/// <param name="Codec">The codec.</param>
/// <param name="H264">Its H.264 parameters; null for another codec.</param>
/// <param name="Limit">What they allow our encoder.</param>
internal sealed record RemoteVideoFormat(int PayloadType, VideoCodec Codec, H264Parameters? H264, EncoderLimit Limit)
{
    /// <summary>
    /// The best of an offer: by codec, then by packetization mode, then by profile, then by the offerer's order. An H.264
    /// payload type stands for one (profile, mode) pair, so the pair is what is chosen (RFC 6184 §8.2.2).
    /// </summary>
    public static RemoteVideoFormat? Choose(MediaDescription media, VideoCapabilities ours, bool firstOffered)
    {
        RemoteVideoFormat? best = null;
        int bestRank = int.MaxValue;
        VideoCodec? firstCodec = null;
        foreach (int payloadType in media.PayloadTypes)
        {
            if (Read(media, payloadType) is not { } format || format.RankIn(ours) is not { } rank)
            {
                continue;
            }

            firstCodec ??= format.Codec;
            bool isEligible = !firstOffered || format.Codec == firstCodec;
            if (isEligible && rank < bestRank)
            {
                (best, bestRank) = (format, rank);
            }
        }

        return best;
    }

    /// <summary>The format of a payload type; null when it is nothing that we know.</summary>
    public static RemoteVideoFormat? Read(MediaDescription media, int payloadType, RtpMap? fallback = null)
    {
        if (VideoEncodings.Find(media.FindRtpMap(payloadType) ?? fallback) is not { } codec)
        {
            return null;
        }

        FormatParameters format = media.FindFormatParameters(payloadType);
        if (codec != VideoCodec.H264)
        {
            return new RemoteVideoFormat(payloadType, codec, null, EncoderLimit.ForVp8(format));
        }

        H264Parameters parameters = H264Parameters.Parse(format);
        return new RemoteVideoFormat(payloadType, codec, parameters, EncoderLimit.For(parameters));
    }

    /// <summary>Lower is better; null when we do not take it.</summary>
    private int? RankIn(VideoCapabilities ours)
    {
        int codec = ours.Codecs.IndexOf(Codec);
        int mode = H264 is null ? 0 : ours.H264PacketizationModes.IndexOf(H264.PacketizationMode);
        int profile = H264 is null ? 0
            : H264.ProfileLevelId.Profile is { } known ? ours.H264Profiles.IndexOf(known)
            : -1;
        return codec < 0 || mode < 0 || profile < 0 ? null : (((codec << 8) | mode) << 8) | profile;
    }
}

internal static class PreferenceLists
{
    /// <summary>The place of a value in a list of preferences, or -1.</summary>
    public static int IndexOf<T>(this IReadOnlyList<T> list, T value)
        where T : struct
    {
        for (int i = 0; i < list.Count; i++)
        {
            if (EqualityComparer<T>.Default.Equals(list[i], value))
            {
                return i;
            }
        }

        return -1;
    }
}
