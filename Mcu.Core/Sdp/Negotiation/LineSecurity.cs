using Mcu.Core.Srtp;

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>Whether and how an m= line is encrypted: SDES (RFC 4568) in secure profiles, and in plain ones as rooms do (RFC 8643).</summary>
internal static class LineSecurity
{
    /// <summary>Whether a line suits the policy, as far as its profile shows.</summary>
    public static bool IsUsable(MediaDescription line, SrtpPolicy policy) => policy switch
    {
        SrtpPolicy.Off => line.IsPlainRtp,
        SrtpPolicy.Optional => line.IsPlainRtp || line.IsSecureRtp,
        _ => line.IsSecureRtp || (line.IsPlainRtp && line.Crypto.Any()),
    };

    /// <summary>Answers the keys of an offered line.</summary>
    /// <param name="offered">The line.</param>
    /// <param name="ours">What we want; null: no encryption.</param>
    /// <param name="before">The keys of the session before: suite and our key are kept where the peer still offers the suite.</param>
    /// <param name="agreed">The keys; null: in the clear.</param>
    /// <returns>Why the line is refused, or null.</returns>
    public static SdpRefusal? Answer(MediaDescription offered, SrtpCapabilities? ours, NegotiatedSrtp? before, out NegotiatedSrtp? agreed)
    {
        agreed = null;
        SrtpPolicy policy = ours?.Policy ?? SrtpPolicy.Off;
        if (!offered.IsPlainRtp && (!offered.IsSecureRtp || policy == SrtpPolicy.Off))
        {
            return Refusals.Transport;
        }

        if (policy != SrtpPolicy.Off && Choose(offered, before) is { } line)
        {
            SrtpKey key = before?.Suite == line.Profile.Suite ? before.LocalKey : SrtpKey.Create(line.Profile, ours!.Random);
            agreed = new NegotiatedSrtp(line.Tag, line.Profile.Suite, key, line.Key);
            return null;
        }

        return policy == SrtpPolicy.Required ? Refusals.SrtpRequired : offered.IsSecureRtp ? Refusals.SrtpSuite : null;
    }

    /// <summary>Reads the keys of an answered line.</summary>
    /// <returns>Why the line is of no use, or null.</returns>
    public static SdpRefusal? Complete(MediaDescription offered, MediaDescription answered, out NegotiatedSrtp? agreed)
    {
        agreed = null;
        if (!answered.IsPlainRtp && !answered.IsSecureRtp)
        {
            return Refusals.Transport;
        }

        foreach (CryptoLine theirs in CryptoLine.Of(answered))
        {
            CryptoLine? ours = CryptoLine.Of(offered).FirstOrDefault(line => line.Tag == theirs.Tag && line.Profile == theirs.Profile);
            if (ours is not null)
            {
                agreed = new NegotiatedSrtp(ours.Tag, ours.Profile.Suite, ours.Key, theirs.Key);
                return null;
            }
        }

        // Who writes keys that we cannot read sends what we cannot read.
        bool isSecure = offered.IsSecureRtp || answered.IsSecureRtp || (answered.Crypto.Any() && offered.Crypto.Any());
        return isSecure ? Refusals.SrtpRequired : null;
    }

    /// <summary>The keys of a line that we offer.</summary>
    /// <param name="ours">What we want; null: no encryption.</param>
    /// <param name="isNew">Whether the medium was not in the session before.</param>
    /// <param name="before">The keys of the session before, which stay.</param>
    public static IReadOnlyList<CryptoAttribute> Offer(SrtpCapabilities? ours, bool isNew, NegotiatedSrtp? before)
    {
        if (before is not null || !isNew || ours is null or { Policy: SrtpPolicy.Off })
        {
            return LinesOf(before);
        }

        return [.. ours.Offered.Select((suite, index) => LineOf(index + 1, suite, SrtpKey.Create(SrtpProfile.Of(suite), ours.Random)))];
    }

    /// <summary>The line of agreed keys from our side.</summary>
    public static IReadOnlyList<CryptoAttribute> LinesOf(NegotiatedSrtp? agreed) =>
        agreed is null ? [] : [LineOf(agreed.Tag, agreed.Suite, agreed.LocalKey)];

    private static CryptoAttribute LineOf(int tag, SrtpSuite suite, SrtpKey key) =>
        new(tag, SrtpProfile.Of(suite).Name, $"inline:{key.ToBase64()}");

    // The suite that is in use, else the first in our order; of one suite a line without MKI.
    private static CryptoLine? Choose(MediaDescription offered, NegotiatedSrtp? before)
    {
        CryptoLine? best = null;
        foreach (CryptoLine line in CryptoLine.Of(offered))
        {
            best = best is null || RankOf(line, before) < RankOf(best, before) ? line : best;
        }

        return best;
    }

    private static int RankOf(CryptoLine line, NegotiatedSrtp? before) =>
        line.Profile.Suite == before?.Suite ? -1 : (2 * (int)line.Profile.Suite) + (line.HasMki ? 1 : 0);
}
