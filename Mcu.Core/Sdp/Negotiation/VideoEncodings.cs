using Mcu.Core.Codecs;

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>The names of the video codecs, and our own parameters for them.</summary>
internal static class VideoEncodings
{
    public static string NameOf(VideoCodec codec) => codec == VideoCodec.H264 ? "H264" : "VP8";

    public static VideoCodec? Find(RtpMap? map) =>
        map is null ? null
        : map.Is("H264") ? VideoCodec.H264
        : map.Is("VP8") ? VideoCodec.Vp8
        : null;

    /// <summary>Our receive parameters for a new H.264 format.</summary>
    public static H264Parameters Offered(VideoCapabilities capabilities, H264Profile profile, int packetizationMode) =>
        new(ProfileLevelId.For(profile, capabilities.Level.LevelIdc), packetizationMode)
        {
            LevelAsymmetryAllowed = true,
            MaxFs = capabilities.Level.MaxMacroblocksPerFrame,
            MaxMbps = capabilities.Level.MaxMacroblocksPerSecond,
        };

    /// <summary>
    /// Our receive parameters in answer to the peer's: its profile bytes, our level. Where it did not allow different
    /// levels, ours may not exceed its own (RFC 6184 §8.2.2); max-fs and max-mbps say the rest.
    /// </summary>
    public static H264Parameters Answered(VideoCapabilities capabilities, H264Parameters theirs)
    {
        H264Level ours = capabilities.Level;
        bool takesTheirLevel = !theirs.LevelAsymmetryAllowed && theirs.ProfileLevelId.Level.LevelIdc <= ours.LevelIdc;
        return new H264Parameters(
            takesTheirLevel ? theirs.ProfileLevelId : theirs.ProfileLevelId.AtLevel(ours.LevelIdc), theirs.PacketizationMode)
        {
            LevelAsymmetryAllowed = theirs.LevelAsymmetryAllowed,
            MaxFs = ours.MaxMacroblocksPerFrame,
            MaxMbps = ours.MaxMacroblocksPerSecond,
        };
    }
}
