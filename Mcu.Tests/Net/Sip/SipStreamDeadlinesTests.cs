using Mcu.Core.Time;
using Mcu.Node.Net.Sip;

namespace Mcu.Tests.Net.Sip;

/// <summary>When a connection has to be given up.</summary>
public sealed class SipStreamDeadlinesTests
{
    private static readonly SipTcpOptions Options = new();

    [Test]
    public void Overdue_PeerThatSendsNothing_OwesItsFirstMessage()
    {
        var deadlines = new SipStreamDeadlines(Options, At(0), owesMessage: true);

        Assert.That(deadlines.Overdue(At(29.9)), Is.EqualTo(SipCloseReason.None));
        Assert.That(deadlines.Overdue(At(30)), Is.EqualTo(SipCloseReason.SlowMessage));
    }

    [Test]
    public void Overdue_MessageThatTrickles_CountsFromItsFirstByte()
    {
        var deadlines = new SipStreamDeadlines(Options, At(0), owesMessage: false);
        for (int second = 100; second < 130; second++)
        {
            deadlines.OnBytes(SipStreamState.InMessage, At(second));
        }

        Assert.That(deadlines.Overdue(At(129.9)), Is.EqualTo(SipCloseReason.None));
        Assert.That(deadlines.Overdue(At(130)), Is.EqualTo(SipCloseReason.SlowMessage));
    }

    [Test]
    public void Overdue_BetweenMessages_OnlySilenceCounts()
    {
        var deadlines = new SipStreamDeadlines(Options, At(0), owesMessage: true);
        deadlines.OnBytes(SipStreamState.BetweenMessages, At(10));
        double idle = 10 + Options.IdleTimeout.TotalSeconds;

        Assert.That(deadlines.Overdue(At(idle - 0.1)), Is.EqualTo(SipCloseReason.None));
        Assert.That(deadlines.Overdue(At(idle)), Is.EqualTo(SipCloseReason.Idle));
    }

    [Test]
    public void Overdue_WriteThatTheReaderDoesNotTake_IsGivenUp()
    {
        var deadlines = new SipStreamDeadlines(Options, At(0), owesMessage: false);
        deadlines.OnWrite(At(5));
        deadlines.OnWritten(At(6));
        deadlines.OnWrite(At(7));

        Assert.That(deadlines.Overdue(At(36.9)), Is.EqualTo(SipCloseReason.None));
        Assert.That(deadlines.Overdue(At(37)), Is.EqualTo(SipCloseReason.NotReading));
    }

    private static Instant At(double seconds) => Instant.FromMilliseconds(seconds * 1000);
}
