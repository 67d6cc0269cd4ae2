using Mcu.Core.Rtcp;
using Mcu.Core.Time;

namespace Mcu.Tests.Rtcp;

/// <summary>Asking for key frames, and making them when asked.</summary>
public sealed class KeyFrameTests
{
    [Test]
    public void TrySend_NoKeyFrameComes_BacksOffToTwoSeconds()
    {
        var requester = new KeyFrameRequester();
        List<double> sent = [];
        for (double ms = 0; ms < 8000; ms += 10)
        {
            requester.Request(); // any number of viewers
            if (requester.TrySend(Instant.FromMilliseconds(ms)))
            {
                sent.Add(ms);
            }
        }

        Assert.That(sent, Is.EqualTo(new double[] { 0, 500, 1500, 3500, 5500, 7500 }));
        Assert.That(requester.FirSequence, Is.EqualTo(1), "repetitions of one request");
    }

    [Test]
    public void TrySend_AfterAKeyFrame_WaitsForTheNextNeedButNotLessThanHalfASecond()
    {
        var requester = new KeyFrameRequester();
        requester.Request();
        Assert.That(requester.TrySend(Instant.FromMilliseconds(0)), Is.True);
        requester.KeyFrameReceived();
        Assert.That(requester.Deadline, Is.EqualTo(Instant.Never));
        requester.Request();
        Assert.That(requester.TrySend(Instant.FromMilliseconds(499)), Is.False);
        Assert.That(requester.TrySend(Instant.FromMilliseconds(500)), Is.True);
        Assert.That(requester.FirSequence, Is.EqualTo(2));
    }

    [Test]
    public void RequestFromNewSource_AfterBackOff_AsksAtTheShortInterval()
    {
        var requester = new KeyFrameRequester();
        requester.Request();
        requester.TrySend(Instant.FromMilliseconds(0));
        requester.TrySend(Instant.FromMilliseconds(500));
        requester.RequestFromNewSource();
        requester.TrySend(Instant.FromMilliseconds(1500));
        Assert.That(requester.Deadline, Is.EqualTo(Instant.FromMilliseconds(2000)));
    }

    [Test]
    public void TryOpen_AThousandRequestsASecond_MakesTwoKeyFrames()
    {
        var gate = new KeyFrameGate();
        int made = 0;
        for (int ms = 0; ms < 1000; ms++)
        {
            gate.Request();
            made += gate.TryOpen(Instant.FromMilliseconds(ms)) ? 1 : 0;
        }

        Assert.That(made, Is.EqualTo(2));
    }

    [Test]
    public void TryOpen_KeyFrameMadeUnasked_AnswersWhoAskedBefore()
    {
        var gate = new KeyFrameGate();
        gate.Request();
        gate.KeyFrameMade(Instant.FromMilliseconds(0));
        Assert.That(gate.TryOpen(Instant.FromMilliseconds(600)), Is.False);
    }
}
