using Mcu.Core.Codecs;
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
