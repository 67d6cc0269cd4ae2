namespace Mcu.Core.Sdp.Negotiation;

/// <summary>What a peer says about the Opus that it receives (RFC 7587 §6.1).</summary>
/// <param name="UseInbandFec">It makes use of in-band FEC.</param>
/// <param name="MaxPlaybackRate">The highest sampling rate that it plays, in Hz.</param>
/// <param name="MaxAverageBitRate">The highest average rate that it wants, in bit/s, or null.</param>
/// <param name="Stereo">It prefers stereo; the mix is mono, so that is for information.</param>
public sealed record OpusParameters(bool UseInbandFec, int MaxPlaybackRate, int? MaxAverageBitRate, bool Stereo)
{
    private const int FullBandRate = 48_000;

    internal static OpusParameters Parse(FormatParameters format) => new(
        format.IsSet("useinbandfec"),
        format.FindNumber("maxplaybackrate") is >= 8_000 and <= FullBandRate and int rate ? rate : FullBandRate,
        format.FindNumber("maxaveragebitrate") is >= 6_000 and <= 510_000 and int bits ? bits : null,
        format.IsSet("stereo"));
}
