using System.Text;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;

namespace Mcu.Tests.Sip.Messages;

public sealed class SipStreamFramerTests
{
    private static readonly Instant Start = Instant.FromMilliseconds(1000);
    private SipStreamFramer framer = null!;

    [SetUp]
    public void SetUp() => framer = new SipStreamFramer();

    [Test]
    public void Read_MessagesInAnyPieces_GivesThemWhole([Values(1, 2, 3, 7, 50, 1000)] int piece)
    {
        byte[] stream = Octets(Message("one", 5) + Message("two", 0) + "\n\n" + Message("three", 3000));
        var read = new List<string>();
        for (int at = 0; at < stream.Length; at += piece)
        {
            framer.Append(stream.AsSpan(at, Math.Min(piece, stream.Length - at)), Start);
            read.AddRange(ReadAll());
        }

        Assert.That(read, Is.EqualTo(new[] { "one 5", "two 0", "ping", "three 3000" }));
        Assert.That(framer.Deadline, Is.EqualTo(Instant.Never));
    }

    [Test]
    public void Read_LoneLineBreaks_ArePongsAndIgnored()
    {
        framer.Append(Octets("\n"), Start);
        Assert.That(ReadAll(), Is.Empty);
        framer.Append(Octets(Message("one", 0)), Start);
        Assert.That(ReadAll(), Is.EqualTo(new[] { "one 0" }));
    }

    [Test]
    public void Deadline_MessageBegun_IsThirtySecondsAfterItsFirstByte()
    {
        Assert.That(framer.Deadline, Is.EqualTo(Instant.Never));
        framer.Append(Octets("INVITE"), Start);
        framer.Append(Octets(" sip:a"), Start + TimeSpan.FromSeconds(20));
        Assert.That(framer.Read(out _, Start + TimeSpan.FromSeconds(20)), Is.EqualTo(SipFrame.Incomplete));
        Assert.That(framer.Deadline, Is.EqualTo(Start + TimeSpan.FromSeconds(30)));
    }

    [Test]
    public void Deadline_HalfAPing_IsNone()
    {
        framer.Append(Octets("\n"), Start);
        Assert.That(framer.Read(out _, Start), Is.EqualTo(SipFrame.Incomplete));
        Assert.That(framer.Deadline, Is.EqualTo(Instant.Never));
    }

    [TestCase("X: y\n")]
    [TestCase("Content-Length: -1\n")]
    [TestCase("Content-Length: 99999\n")]
    [TestCase("Content-Length: 1\nl: 2\n")]
    public void Read_NoUsableLength_IsInvalid(string headers)
    {
        framer.Append(Octets("INVITE sip:a SIP/2.0\n" + headers + "\n"), Start);
        Assert.That(framer.Read(out _, Start), Is.EqualTo(SipFrame.Invalid));
    }

    [Test]
    public void Read_HeadersWithoutEnd_IsInvalidBeyond64Kilobytes()
    {
        SipFrame frame = SipFrame.Incomplete;
        for (int i = 0; i < 70 && frame == SipFrame.Incomplete; i++)
        {
            framer.Append(Octets(new string('x', 1000)), Start);
            frame = framer.Read(out _, Start);
        }

        Assert.That(frame, Is.EqualTo(SipFrame.Invalid));
    }

    private static string Message(string subject, int length) => $"INVITE sip:a SIP/2.0\nSubject: {subject}\nl: {length}\n\n{new string('b', length)}";

    private static byte[] Octets(string text) => Encoding.ASCII.GetBytes(text.ReplaceLineEndings("\r\n"));

    private List<string> ReadAll()
    {
        var read = new List<string>();
        while (framer.Read(out ReadOnlySpan<byte> message, Start) is var frame && frame != SipFrame.Incomplete)
        {
            string text = Encoding.ASCII.GetString(message);
            read.Add(frame == SipFrame.Ping ? "ping" : $"{text.Split("\r\n")[1][9..]} {text.Length - text.IndexOf("\r\n\r\n", StringComparison.Ordinal) - 4}");
        }

        return read;
    }
}
