using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;

namespace Mcu.Tests.Sip.Torture;

/// <summary>Damaged messages: never an exception, never memory out of proportion.</summary>
public sealed class MutationTests
{
    private const int Mutants = 20_000;

    // Text at two bytes a character, held some ten times over while lists and parameters are taken apart.
    private const int BytesPerOctet = 100;
    private const int FixedBytes = 64 * 1024;

    [Test]
    public void TryParse_Mutants_StaysTotalAndBounded([Range(0, 3)] int block)
    {
        var random = new Random(block);
        long worst = 0;
        for (int i = 0; i < Mutants / 4; i++)
        {
            byte[] mutant = Mutate(random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            bool parsed = SipMessage.TryParse(mutant, out SipMessage? message, out SipParseError error);
            long used = GC.GetAllocatedBytesForCurrentThread() - before;
            worst = Math.Max(worst, used - FixedBytes - (BytesPerOctet * mutant.Length));
            Assert.That(error == SipParseError.None, Is.EqualTo(parsed));
            if (parsed)
            {
                ReadEverything(message!);
            }
        }

        Assert.That(worst, Is.LessThanOrEqualTo(0));
    }

    [Test]
    public void Receive_Mutants_LeavesTheAgentWorking([Range(0, 3)] int block)
    {
        var random = new Random(100 + block);
        var bench = new AgentBench(options => options with { MaximumCalls = 50, MaximumServerTransactions = 100, RequestsPerSecond = 1e6, RequestBurst = 1_000_000 });
        SipCall call = bench.Establish();
        for (int i = 0; i < Mutants / 8; i++)
        {
            bench.Agent.Receive(Mutate(random), AgentBench.Flow, bench.Now);
            bench.TakeRaw();
            bench.TakeEvents();
        }

        Assert.That(bench.Agent.CallCount, Is.LessThanOrEqualTo(50));
        Assert.That(bench.Agent.TransactionCount, Is.LessThanOrEqualTo(200));
        bench.Agent.HangupAll(reason: null, bench.Now);
        bench.Advance(300);
        Assert.That(bench.Agent.CallCount + bench.Agent.TransactionCount, Is.Zero);
        Assert.That(call.State, Is.EqualTo(CallState.Ended));
    }

    [Test]
    public void Read_MutantsAsAStream_StaysTotalAndBounded()
    {
        var random = new Random(7);
        for (int i = 0; i < 300; i++)
        {
            var framer = new SipStreamFramer();
            SipFrame frame = SipFrame.Incomplete;
            for (int message = 0; message < 5 && frame != SipFrame.Invalid; message++)
            {
                frame = Feed(framer, Mutate(random), random);
            }

            Assert.That(frame, Is.EqualTo(SipFrame.Incomplete).Or.EqualTo(SipFrame.Invalid));
        }
    }

    [TestCase("Via: ", ",")]
    [TestCase("Via: SIP/2.0/UDP a", ";a")]
    [TestCase("Contact: ", "<sip:a>,")]
    [TestCase("Route: ", "<sip:a;b;c>,")]
    [TestCase("To: \"", "\\\"")]
    [TestCase("To: <sip:a", ";b")]
    [TestCase("Subject: x", "\r\n ")]
    [TestCase("Content-Length: ", "1")]
    public void TryParse_64KilobytesOfOneThing_StaysBounded(string start, string repeated)
    {
        string filler = TortureText.Repeat(60_000 / repeated.Length, repeated);
        byte[] octets = System.Text.Encoding.ASCII.GetBytes(AgentBench.Request(SipMethods.Options).ReplaceLineEndings("\r\n")
            .Replace("Max-Forwards", $"{start}{filler}\r\nMax-Forwards", StringComparison.Ordinal));
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool parsed = SipMessage.TryParse(octets, out _, out SipParseError error);
        long used = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(used, Is.LessThan(FixedBytes + (BytesPerOctet * (long)octets.Length)), error.ToString());
        Assert.That(parsed, Is.EqualTo(error == SipParseError.None));
    }

    private static SipFrame Feed(SipStreamFramer framer, byte[] octets, Random random)
    {
        SipFrame frame = SipFrame.Incomplete;
        for (int at = 0; at < octets.Length && frame != SipFrame.Invalid;)
        {
            int length = Math.Min(octets.Length - at, 1 + random.Next(400));
            framer.Append(octets.AsSpan(at, length), Instant.FromMilliseconds(0));
            at += length;
            do
            {
                frame = framer.Read(out _, Instant.FromMilliseconds(0));
            }
            while (frame is SipFrame.Message or SipFrame.Ping);
        }

        return frame;
    }

    private static void ReadEverything(SipMessage message)
    {
        object?[] values =
        [
            message.Via, message.From, message.To, message.CallId, message.CSeq, message.Contact, message.RecordRoute, message.MinSe,
            message.SessionExpires, message.RetryAfter, message.Content, SipLogText.Summarize(message),
        ];
        Assert.That(values[0], Is.Not.Null);
        Assert.That(SipMessage.TryParse(message.ToBytes(), out _, out SipParseError error), Is.True, $"written and read again: {error}");
    }

    private static byte[] Mutate(Random random)
    {
        List<byte> octets = [.. TortureCatalog.All[random.Next(TortureCatalog.All.Count)].Octets];
        for (int i = random.Next(4); i >= 0; i--)
        {
            int at = random.Next(octets.Count);
            int length = Math.Min(octets.Count - at, 1 + random.Next(random.Next(2) == 0 ? 3 : 60));
            switch (random.Next(6))
            {
                case 0:
                    octets[at] = (byte)random.Next(256);
                    break;
                case 1:
                    octets[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2 when octets.Count > length:
                    octets.RemoveRange(at, length);
                    break;
                case 3:
                    octets.InsertRange(random.Next(octets.Count), octets.GetRange(at, length));
                    break;
                case 4:
                    octets.InsertRange(at, Interesting(random));
                    break;
                default:
                    byte[] other = TortureCatalog.All[random.Next(TortureCatalog.All.Count)].Octets;
                    octets.InsertRange(at, other.AsSpan(random.Next(other.Length / 2), other.Length / 4));
                    break;
            }
        }

        return [.. octets];
    }

    private static byte[] Interesting(Random random) => random.Next(10) switch
    {
        0 => "\r\n\r\n"u8.ToArray(),
        1 => "\r\n "u8.ToArray(),
        2 => "\""u8.ToArray(),
        3 => "<>"u8.ToArray(),
        4 => ",,"u8.ToArray(),
        5 => ";="u8.ToArray(),
        6 => "%"u8.ToArray(),
        7 => "99999999999999999999"u8.ToArray(),
        8 => [0xC3, 0x28, 0xFF],
        _ => "[::1]"u8.ToArray(),
    };
}
