using System.Text;
using Mcu.Core.Sdp;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Srtp;
using Mcu.Tests.Harness;
using Mcu.Tests.Sdp.Negotiation;

namespace Mcu.Tests.Sdp;

/// <summary>Whatever the bytes: an answer, a reason, and a bounded amount of memory; never an exception.</summary>
public sealed class SdpFuzzTests
{
    private const long ParseCeiling = 4 * 1024 * 1024;
    private const long NegotiationCeiling = 16 * 1024 * 1024;

    private static readonly MediaCapabilities Secure =
        Capabilities.Usual with { Srtp = new SrtpCapabilities(SrtpPolicy.Optional, new SeededRandom(1)) };

    private static readonly string[] Splices =
    [
        "\r", "\n", "\0", "=", ":", ";", "/", " ", "m=", "a=", "c=IN IP4 0.0.0.0", "a=rtpmap:", "a=fmtp:", "4294967296", "-1", "99999999999999999999",
        "profile-level-id=", "m=video 1 RTP/AVP 97\n", "a=sendonly\n", "b=AS:", "IP6", "*", "\u2028", "🎥", "a=rtcp:", "a=content:slides\n",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:", "a=crypto:1 AEAD_AES_128_GCM inline:AAEC|2^|:;", "RTP/SAVP", "|1:4",
    ];

    [Test]
    public void TryParse_EveryPrefixOfEverySample_IsTotal()
    {
        int parsed = 0;
        foreach (string sample in SdpSamples.All)
        {
            for (int length = 0; length <= sample.Length; length++)
            {
                parsed += Survive(Encoding.UTF8.GetBytes(sample[..length])) ? 1 : 0;
            }
        }

        Assert.That(parsed, Is.GreaterThan(100), "a cut within an attribute is still a description");
    }

    [Test]
    public void TryParse_MutatedSamples_IsTotalWithinTheCeiling([Range(1, 8)] int seed)
    {
        Random random = new(seed);
        int parsed = 0;
        for (int round = 0; round < 400; round++)
        {
            List<byte> bytes = [.. Encoding.UTF8.GetBytes(SdpSamples.All[random.Next(SdpSamples.All.Length)])];
            for (int mutations = random.Next(1, 12); mutations > 0; mutations--)
            {
                Mutate(bytes, random);
            }

            parsed += Survive([.. bytes]) ? 1 : 0;
        }

        Assert.That(parsed, Is.GreaterThan(20));
    }

    [TestCase("a=\n")]
    [TestCase("a=rtpmap:96 H264/90000\n")]
    [TestCase("b=AS:1\n")]
    [TestCase("a=fmtp:96 sprop-parameter-sets=AAAA,AAAA\n")]
    [TestCase("a=fmtp:96 ;;;;;;;;;;;;;;;;;;;;a;a;a;a;a;a;a;a;a;a;a\n")]
    [TestCase("a=rtcp-fb:* nack pli\n")]
    [TestCase("a=crypto:1 a b\n")]
    public void Answer_SixtyFourKilobytesOfOneLine_StaysWithinTheCeiling(string line)
    {
        StringBuilder text = new("v=0\no=- 1 1 IN IP4 192.0.2.1\nc=IN IP4 192.0.2.1\nm=video 5000 RTP/AVP");
        text.AppendJoin("", Enumerable.Range(96, 32).Select(number => $" {number}")).Append('\n');
        while (text.Length + line.Length <= SdpLimits.MaxBytes)
        {
            text.Append(line);
        }

        Assert.That(() => Survive(Encoding.UTF8.GetBytes(text.ToString())), Throws.Nothing);
    }

    private static void Mutate(List<byte> bytes, Random random)
    {
        int at = random.Next(bytes.Count);
        switch (random.Next(5))
        {
            case 0:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1:
                bytes.RemoveRange(at, Math.Min(random.Next(1, 30), bytes.Count - at));
                bytes.Add((byte)'\n');
                break;
            case 2:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Splices[random.Next(Splices.Length)]));
                break;
            case 3:
                int length = Math.Min(random.Next(1, 200), bytes.Count - at);
                bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                break;
            default:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
        }
    }

    /// <summary>Parses and, where that works, writes, answers and completes.</summary>
    private static bool Survive(byte[] bytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isParsed = SessionDescription.TryParse(bytes, out SessionDescription? description, out SdpParseError error);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(ParseCeiling));
        Assert.That(isParsed, Is.EqualTo(error == SdpParseError.None));
        if (!isParsed)
        {
            return false;
        }

        before = GC.GetAllocatedBytesForCurrentThread();
        NegotiationResult answer = SdpNegotiator.Answer(description!, Secure);
        SessionDescription offer = SdpNegotiator.Offer(Secure);
        NegotiationResult completed = SdpNegotiator.Complete(offer, description!);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(NegotiationCeiling));
        Assert.That(answer.Session is null, Is.EqualTo(answer.Refusal is not null));
        Assert.That(completed.Session is null, Is.EqualTo(completed.Refusal is not null));
        if (answer.Session is { } session)
        {
            Assert.That(SdpTexts.Parse(session.LocalDescription).Media, Has.Count.EqualTo(description!.Media.Count));
        }

        return true;
    }
}
