using Mcu.Core.Codecs;
using Mcu.Core.Time;
using Mcu.Node.Cascade.Media;
using Mcu.Node.Loops;
using Mcu.Tests.Codecs;
using Mcu.V1;

namespace Mcu.Tests.Cascade.Media;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LinkMediaTests : IDisposable
{
    private const float Audible = -35;

    private readonly LinkedNodes nodes = new();

    public void Dispose() => nodes.Dispose();

    [Test]
    public void Sound_OpenedByOneEnd_IsHeardAtBoth()
    {
        UseUdp();
        nodes.Child.OpenSound();
        UntilBothHear();
        Assert.That(nodes.Parent.Media.Channels.Single().Meeting, Is.EqualTo("m"));
        Assert.That(nodes.Child.Tunnel.Sound, Is.Zero, "all of it went by UDP");
    }

    [Test]
    public void TellAnew_OfferWasHeldBack_SoundIsHeardAtBoth()
    {
        UseUdp();
        nodes.Child.OpenSound();
        nodes.Child.Outbox.Clear(); // its gate was closed
        nodes.Child.Media.TellAnew();
        UntilBothHear();
    }

    [Test]
    public void TellAnew_AnswerWasHeldBack_SoundIsHeardAtBoth()
    {
        UseUdp();
        nodes.Child.OpenSound();
        nodes.Parent.Media.Receive(nodes.Child.Outbox.Dequeue(), MonotonicClock.Now);
        nodes.Parent.Outbox.Clear(); // its gate was closed
        nodes.Parent.Media.TellAnew();
        UntilBothHear();
    }

    [Test]
    public void TellAnew_CloseWasHeldBack_OtherEndClosesToo()
    {
        UseUdp();
        nodes.Child.OpenSound();
        UntilBothHear();
        nodes.Child.CloseAll();
        nodes.Child.Outbox.Clear(); // its gate was closed
        nodes.Run(100);
        Assert.That(nodes.Parent.Media.Channels, Has.Count.EqualTo(1), "it does not know");
        nodes.Child.Media.TellAnew();
        nodes.Until(() => nodes.Parent.Media.Channels.Count == 0, "the other end closes its channel");
        nodes.Child.OpenSound();
        UntilBothHear();
    }

    [Test]
    public void TellAnew_NothingWasMissed_ChangesNothing()
    {
        UseUdp();
        nodes.Child.OpenSound();
        nodes.Child.Media.TellAnew(); // twice, then, before the first was answered
        UntilBothHear();
        nodes.Child.Media.TellAnew();
        nodes.Parent.Media.TellAnew();
        nodes.Run(100);
        Assert.That((nodes.Child.Media.Channels.Count, nodes.Parent.Media.Channels.Count), Is.EqualTo((1, 1)));
        UntilBothHear();
    }

    [Test]
    public async Task Picture_Opened_IsShownAtTheOtherEnd()
    {
        UseUdp();
        nodes.Child.OpenPicture();
        UntilDecoded(50);
        Assert.That(nodes.Parent.PictureIn!.Subscription, Is.EqualTo(3));
        Task<Picture> snapshot = nodes.Parent.Conference.Video.RequestSnapshot().Picture;
        nodes.Until(() => snapshot.IsCompleted, "the parent shows it");
        using Picture shown = await snapshot;
        Assert.That(LikenessToWhatWasShown(shown), Is.GreaterThan(28), "dB");
        Assert.That(nodes.Parent.PictureIn.KeyFrameRequests, Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void Udp_Blocked_MediaGoThroughTheTunnelAndBack()
    {
        OpenBoth();
        nodes.Relay.Blocked = true;
        int cutAt = nodes.Heartbeats;
        nodes.Until(() => nodes.Child.Media.Transport == LinkTransport.Tunnel && nodes.Parent.Media.Transport == LinkTransport.Tunnel, "both ends left UDP");
        Assert.That(nodes.Heartbeats - cutAt, Is.InRange(3, 9), "heartbeats, of which ten are a second");
        UntilDecoded(25);
        UntilBothHear();
        Assert.That(nodes.Child.Tunnel.Pictures, Is.GreaterThan(25));
        Assert.That(nodes.Child.Tunnel.Sound, Is.Positive);
        nodes.Relay.Blocked = false;
        UseUdp();
        (long sound, long pictures) = (nodes.Child.Tunnel.Sound, nodes.Child.Tunnel.Pictures);
        UntilDecoded(25);
        UntilBothHear();
        Assert.That((nodes.Child.Tunnel.Sound, nodes.Child.Tunnel.Pictures), Is.EqualTo((sound, pictures)), "all goes by UDP again");
    }

    [Test]
    public void Channels_BeforeUdpIsProven_UseTheTunnel()
    {
        nodes.Relay.Blocked = true;
        nodes.Child.OpenSound();
        nodes.Child.OpenPicture();
        UntilBothHear();
        UntilDecoded(10);
        Assert.That(nodes.Child.Media.Transport, Is.EqualTo(LinkTransport.Tunnel));
    }

    [Test]
    public void Picture_LossAndDelay_StaysWholeByRetransmission()
    {
        nodes.Relay.DelayMs = 80;
        nodes.Child.Media.SetRoundTrip(TimeSpan.FromMilliseconds(160));
        nodes.Parent.Media.SetRoundTrip(TimeSpan.FromMilliseconds(160));
        OpenBoth();
        int asked = nodes.Parent.PictureIn!.KeyFrameRequests;
        nodes.Relay.Loss = 0.05f;
        UntilDecoded(100);
        Assert.That(nodes.Child.PictureOut!.Path.Retransmissions, Is.Positive);
        Assert.That(nodes.Parent.PictureIn.KeyFrameRequests - asked, Is.LessThanOrEqualTo(1), "nothing was given up");
        Assert.That(nodes.Parent.PictureIn.Source.UnitsDropped, Is.LessThan(15));
        UntilBothHear();
    }

    [Test]
    public void RenewKey_MidStream_LosesNothing()
    {
        OpenBoth();
        nodes.Run(500);
        long lost = Lost();
        for (int renewal = 0; renewal < 2; renewal++)
        {
            nodes.Child.Media.RenewKey(MonotonicClock.Now);
            nodes.Parent.Media.RenewKey(MonotonicClock.Now);
            nodes.Run(1300);
        }

        UntilDecoded(10);
        Assert.That(Lost(), Is.EqualTo(lost));
        Assert.That(nodes.Child.PictureOut!.Path.Retransmissions, Is.Zero);
        Assert.That(nodes.Child.Tunnel.Sound, Is.Zero, "UDP was never left");
    }

    [Test]
    public void Datagrams_GarbageAndReplayed_ChangeNothing()
    {
        OpenBoth();
        nodes.Run(500);
        byte[][] passed = nodes.Relay.Passed(side: 1);
        (long lost, long sound) = (Lost(), nodes.Parent.Sound!.Receive.Packets);
        var random = new Random(5);
        foreach (byte[] datagram in passed)
        {
            nodes.Relay.Inject(side: 1, datagram);
            byte[] broken = [.. datagram];
            broken[random.Next(broken.Length)] ^= 0x10;
            nodes.Relay.Inject(side: 1, broken);
            nodes.Relay.Inject(side: 1, datagram[..random.Next(datagram.Length)]);
            random.NextBytes(broken);
            nodes.Relay.Inject(side: 1, broken);
        }

        long before = nodes.Parent.Media.Refused;
        nodes.Until(() => nodes.Parent.Media.Refused >= before && nodes.Parent.Media.Refused >= passed.Length * 3, "they are refused");
        UntilDecoded(10);
        UntilBothHear();
        Assert.That(passed, Has.Length.GreaterThan(50));
        Assert.That(Lost(), Is.EqualTo(lost));
        Assert.That(nodes.Parent.Sound.Receive.Malformed, Is.Zero);
        Assert.That(nodes.Parent.Sound.Receive.Packets - sound, Is.LessThan(passed.Length), "no sound came twice");
    }

    [Test]
    public void Close_ByTheOtherEnd_FreesTheChannelAtBoth()
    {
        OpenBoth();
        int pools = nodes.Parent.Engine.Resources.Workers[0].Pinned;
        nodes.Child.CloseAll();
        nodes.Until(() => nodes.Parent.Closed.Count == 2, "the parent is told");
        nodes.Until(() => nodes.Parent.Engine.ClosingLegs == 0 && nodes.Child.Engine.ClosingLegs == 0, "both ends free them");
        Assert.That(nodes.Parent.Media.Channels, Is.Empty);
        Assert.That(nodes.Parent.Engine.Resources.Workers[0].Pinned, Is.EqualTo(pools - 1));
        nodes.Child.OpenSound();
        UntilBothHear();
    }

    [Test]
    public void Offer_NotTaken_IsClosedAtTheOpener()
    {
        nodes.Parent.Refuses = true;
        nodes.Child.OpenSound();
        nodes.Until(() => nodes.Child.Closed.Count == 1, "the child is told");
        Assert.That(nodes.Child.Media.Channels, Is.Empty);
        Assert.That(nodes.Parent.Media.Channels, Is.Empty);
    }

    [Test]
    public void Traffic_WhileMediaFlow_IsMeasured()
    {
        OpenBoth();
        nodes.Parent.Media.Tick(MonotonicClock.Now);
        nodes.Run(1000);
        nodes.Parent.Media.Tick(MonotonicClock.Now);
        LinkTraffic traffic = nodes.Parent.Media.Traffic;
        Assert.That(traffic.InKbps, Is.InRange(50, 2000));
        Assert.That(traffic.OutKbps, Is.InRange(20, 200), "sound, reports and probes");
        Assert.That(traffic.LossPercent, Is.Zero);
    }

    private void OpenBoth()
    {
        UseUdp();
        nodes.Child.OpenSound();
        nodes.Child.OpenPicture();
        UntilBothHear();
        UntilDecoded(25);
    }

    private long Lost() =>
        nodes.Parent.PictureIn!.Receive.Demux.Active!.Log.Lost + nodes.Parent.Sound!.Receive.Demux.Active!.Log.Lost;

    private void UseUdp() => nodes.Until(
        () => nodes.Child.Media.Transport == LinkTransport.Udp && nodes.Parent.Media.Transport == LinkTransport.Udp, "both ends use UDP");

    private void UntilBothHear() => nodes.Until(
        () => nodes.Child.Heard.Level > Audible && nodes.Parent.Heard.Level > Audible, "both ends hear the other's tone");

    private void UntilDecoded(int more)
    {
        long before = nodes.Parent.PictureIn?.Source.PicturesDecoded ?? 0;
        nodes.Until(() => nodes.Parent.PictureIn?.Source.PicturesDecoded >= before + more, "the parent decodes pictures");
    }

    private double LikenessToWhatWasShown(Picture shown)
    {
        using Picture scene = new(LinkEnd.Width, LinkEnd.Height);
        double best = 0;
        for (int number = Math.Max(0, nodes.Child.FramesShown - 40); number < nodes.Child.FramesShown; number++)
        {
            TestPictures.Draw(scene.View, number);
            best = Math.Max(best, TestPictures.Psnr(scene.View, shown.View));
        }

        return best;
    }
}
