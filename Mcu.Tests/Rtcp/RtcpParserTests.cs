using Mcu.Core.Rtcp;
using Mcu.Tests.Harness;
using Mcu.Tests.Rtp;

namespace Mcu.Tests.Rtcp;

/// <summary>Reading compounds, ours and others'.</summary>
public sealed class RtcpParserTests
{
    private readonly RecordingHandler handler = new();

    [SetUp]
    public void Forget() => handler.Heard.Clear();

    [Test]
    public void Parse_WhatTheWriterWrote_GivesItBack()
    {
        Span<byte> bytes = stackalloc byte[512];
        var writer = new RtcpWriter(bytes);
        writer.SenderReport(new SenderInfo(1, new NtpTime(77), 2, 3, 4), [new ReportBlock(5, 64, -2, 70000, 9, 0, 0)]);
        writer.Cname(1, "điểm cầu"u8);
        writer.Pli(1, 5);
        writer.Fir(1, 6, 200);
        writer.Nack(1, 5, [65535, 0, 16, 40]);
        writer.Tmmbn(1, new BitRateLimit(8, 1_500_000, 40));
        writer.Bye(1);
        Assert.That(RtcpParser.Parse(bytes[..writer.Length], handler), Is.EqualTo(RtcpParseError.None));
        Assert.That(handler.Heard, Is.EqualTo(new[]
        {
            "SR 1 2 3 4", "block 5 64 -2 70000", "cname điểm cầu", "pli 5", "fir 6 200",
            "nack 65535", "nack 0", "nack 16", "nack 40", "tmmbn 8 1500000", "bye 1",
        }));
    }

    [TestCase("80C00001 00000007", "pli 0", Description = "FIR of RFC 2032")]
    [TestCase("81CE0002 00000001 00000005", "pli 5", Description = "reduced size")]
    [TestCase("84CE0002 00000001 00000005", "pli 5", Description = "FIR without an entry")]
    [TestCase("84CE0004 00000001 00000000 00000005 07000000", "fir 5 7")]
    [TestCase("83CD0004 00000001 00000000 00000005 12DC6C28", "tmmbr 5 1500000 40")]
    [TestCase("8FCE0005 00000001 00000000 52454D42 010BD090 00000005", "remb 1000000")]
    public void Parse_Feedback_IsHeard(string hex, string expected)
    {
        Assert.That(Parse(hex), Is.EqualTo(RtcpParseError.None));
        Assert.That(handler.Heard, Is.EqualTo(new[] { expected }));
    }

    [TestCase("80CF0001 00000001 81CB0001 00000009", "bye 9", Description = "XR skipped")]
    [TestCase("80CC0002 00000001 6E616D65 81CB0001 00000009", "bye 9", Description = "APP skipped")]
    [TestCase("80DF0000 81CB0001 00000009", "bye 9", Description = "unknown type skipped")]
    [TestCase("9FCD0003 00000001 00000002 FFFFFFFF 81CB0001 00000009", "bye 9", Description = "unknown feedback skipped")]
    [TestCase("A1CB0002 00000009 00000004", "bye 9", Description = "padding")]
    public void Parse_UnknownBlocks_AreSkippedByLength(string hex, string expected)
    {
        Assert.That(Parse(hex), Is.EqualTo(RtcpParseError.None));
        Assert.That(handler.Heard, Is.EqualTo(new[] { expected }));
    }

    [TestCase("", RtcpParseError.TooShort)]
    [TestCase("81CB00", RtcpParseError.TooShort)]
    [TestCase("41CB0001 00000009", RtcpParseError.Version)]
    [TestCase("81600001 00000009", RtcpParseError.PacketType)]
    [TestCase("81CB0002 00000009", RtcpParseError.Length)]
    [TestCase("A1CB0001 00000009", RtcpParseError.Padding)]
    [TestCase("82CB0001 00000009", RtcpParseError.Block)]
    [TestCase("81C80001 00000009", RtcpParseError.Block)]
    [TestCase("81CA0002 00000009 01FF6161", RtcpParseError.Block)]
    public void Parse_Broken_SaysWhy(string hex, RtcpParseError expected) => Assert.That(Parse(hex), Is.EqualTo(expected));

    [Test]
    public void Parse_BrokenTail_KeepsWhatCameBefore()
    {
        Assert.That(Parse("81CB0001 00000009 81CB0009 00000008"), Is.EqualTo(RtcpParseError.Length));
        Assert.That(handler.Heard, Is.EqualTo(new[] { "bye 9" }));
    }

    [Test]
    public void Parse_AnyBytes_NeitherThrowsNorAllocates()
    {
        var random = new Random(2);
        var bytes = new byte[256];
        var silent = new SilentHandler();
        byte[] types = [192, 200, 201, 202, 203, 204, 205, 206, 207];
        long allocated = Allocations.Of(() =>
        {
            for (int i = 0; i < 50_000; i++)
            {
                random.NextBytes(bytes);
                bytes[0] = (byte)(0x80 | (bytes[0] & 0x3F));
                bytes[1] = types[random.Next(types.Length)];
                bytes[2] = 0;
                bytes[3] = (byte)random.Next(20);
                RtcpParser.Parse(bytes.AsSpan(0, random.Next(257)), silent);
            }
        }, calls: 1);
        Assert.That(allocated, Is.Zero);
        Assert.That(silent.Nacks, Is.Positive);
    }

    private RtcpParseError Parse(string hex) =>
        RtcpParser.Parse(Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal)), handler);

    private sealed class SilentHandler : IRtcpHandler
    {
        public int Nacks { get; private set; }

        public void OnNack(uint mediaSsrc, ushort sequence) => Nacks++;
    }
}
