namespace Mcu.Core.Sdp.Negotiation;

/// <summary>What one side says about the H.264 that it receives (RFC 6184 §8.1).</summary>
/// <param name="ProfileLevelId">Profile (the same for both sides) and level (its own).</param>
/// <param name="PacketizationMode">0: one NAL unit a packet; 1: aggregation and fragments too.</param>
public sealed record H264Parameters(ProfileLevelId ProfileLevelId, int PacketizationMode)
{
    private const int MaxParameterSets = 8;
    private const int MaxParameterSetChars = 1024;

    /// <summary>Whether the two sides may receive different levels.</summary>
    public bool LevelAsymmetryAllowed { get; init; }

    /// <summary><c>max-mbps</c>: macroblocks per second, where above the level's.</summary>
    public int? MaxMbps { get; init; }

    /// <summary><c>max-fs</c>: macroblocks per frame, where above the level's.</summary>
    public int? MaxFs { get; init; }

    /// <summary><c>max-br</c>: in 1000 bit/s, where above the level's.</summary>
    public int? MaxBr { get; init; }

    /// <summary><c>sprop-parameter-sets</c>: SPS and PPS as NAL units, without start codes.</summary>
    public IReadOnlyList<byte[]> ParameterSets { get; init; } = [];

    internal static H264Parameters Parse(FormatParameters format) =>
        new(ProfileLevelId.Salvage(format.Find("profile-level-id")), format.FindNumber("packetization-mode") ?? 0)
        {
            LevelAsymmetryAllowed = format.IsSet("level-asymmetry-allowed"),
            MaxMbps = format.FindNumber("max-mbps"),
            MaxFs = format.FindNumber("max-fs"),
            MaxBr = format.FindNumber("max-br"),
            ParameterSets = ParseParameterSets(format.Find("sprop-parameter-sets")),
        };

    /// <summary>The fmtp line: level and max-* are what the writer receives, and max-fs and max-mbps are always there.</summary>
    internal SdpAttribute ToAttribute(int payloadType)
    {
        H264Level level = ProfileLevelId.Level;
        string asymmetry = LevelAsymmetryAllowed ? ";level-asymmetry-allowed=1" : "";
        return new SdpAttribute(
            "fmtp",
            $"{payloadType} profile-level-id={ProfileLevelId};packetization-mode={PacketizationMode}{asymmetry}"
            + $";max-fs={MaxFs ?? level.MaxMacroblocksPerFrame};max-mbps={MaxMbps ?? level.MaxMacroblocksPerSecond}");
    }

    private static List<byte[]> ParseParameterSets(string? value)
    {
        List<byte[]> sets = [];
        foreach (Range range in value.AsSpan().Split(','))
        {
            ReadOnlySpan<char> base64 = value.AsSpan()[range].Trim();
            byte[] bytes = new byte[Math.Min(base64.Length, MaxParameterSetChars)];
            if (base64.Length is > 0 and <= MaxParameterSetChars && sets.Count < MaxParameterSets
                && Convert.TryFromBase64Chars(base64, bytes, out int written) && written > 0)
            {
                sets.Add(bytes[..written]);
            }
        }

        return sets;
    }
}
