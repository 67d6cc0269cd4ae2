using Mcu.Cascade.Meetings;
using Mcu.V1;

namespace Mcu.Tests.Cascade.Meetings;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SubscriptionBookTests
{
    private static readonly VideoFormat Small = new() { Width = 320, Height = 180, FrameRate = 25, BitrateKbps = 250 };
    private static readonly VideoFormat Large = new() { Width = 1280, Height = 720, FrameRate = 25, BitrateKbps = 1500 };
    private readonly SubscriptionBook book;
    private uint numbers;

    public SubscriptionBookTests() => book = new SubscriptionBook("khanh-hoa", () => ++numbers);

    [Test]
    public void Want_NewSites_SubscribesToEach() =>
        Assert.That(Want(("a", Small), ("b", Large)), Is.EqualTo(new[] { "+1 a 320", "+2 b 1280" }));

    [Test]
    public void Want_TheSame_SendsNothing()
    {
        Want(("a", Small));
        Assert.That(Want(("a", Small)), Is.Empty);
    }

    [Test]
    public void Want_LargerPicture_KeepsTheStream()
    {
        Want(("a", Small));
        Assert.That(Want(("a", Large)), Is.EqualTo(new[] { "+1 a 1280" }));
    }

    [Test]
    public void Want_SiteNoLongerSeen_Unsubscribes()
    {
        Want(("a", Small), ("b", Small));
        Assert.That(Want(("b", Small)), Is.EqualTo(new[] { "-1" }));
        Assert.That((book.NumberOf("a"), book.SiteOf(2)), Is.EqualTo(((uint?)null, "b")));
    }

    [Test]
    public void Refused_ThenWantedAgain_IsAskedForUnderANewNumber()
    {
        Want(("a", Small), ("b", Small));
        Assert.That((book.Refused(1), book.Refused(7)), Is.EqualTo((true, false)));
        Assert.That(Want(("a", Small), ("b", Small)), Is.EqualTo(new[] { "+3 a 320" }));
    }

    [Test]
    public void Restart_LinkIsNew_AsksForAllAgain()
    {
        Want(("a", Small), ("b", Large));
        Assert.That(book.Restart().Select(Text), Is.EqualTo(new[] { "+1 a 320", "+2 b 1280" }));
    }

    [Test]
    public void Want_Slides_AreAskedForAsContent()
    {
        IReadOnlyList<LinkEnvelope> asked = book.Want(new Dictionary<string, VideoFormat> { ["to-hap/a:slides"] = Large });
        Subscribe subscribe = asked.Single().Subscribe;
        Assert.That((subscribe.Content, subscribe.Site, SubscriptionKey.Of(subscribe)), Is.EqualTo(("to-hap/a", "", "to-hap/a:slides")));
    }

    [Test]
    public void Want_UnitsPictures_AreAskedForAsMosaics()
    {
        Want(("*", Large), ("to-hap/*", Small), ("a", Small));
        Assert.That(
            book.Asked.Select(subscribe => (subscribe.SourceCase, subscribe.Unit, SubscriptionKey.Of(subscribe))),
            Is.EqualTo(new[]
            {
                (Subscribe.SourceOneofCase.Mosaic, "", "*"), (Subscribe.SourceOneofCase.Mosaic, "to-hap", "to-hap/*"), (Subscribe.SourceOneofCase.Site, "", "a"),
            }));
        Assert.That((book.SiteOf(1), book.SiteOf(2), book.SiteOf(4)), Is.EqualTo(("*", "to-hap/*", (string?)null)));
    }

    private string[] Want(params (string Site, VideoFormat Format)[] wanted) =>
        [.. book.Want(wanted.ToDictionary(want => want.Site, want => want.Format)).Select(Text)];

    private static string Text(LinkEnvelope envelope) => envelope.Subscribe is { } subscribe
        ? $"+{subscribe.Subscription} {subscribe.Site} {subscribe.Video.Width}"
        : $"-{envelope.Unsubscribe.Subscription}";
}
