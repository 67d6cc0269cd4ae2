using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Command = Mcu.Core.Conferences.ConferenceCommand;

namespace Mcu.Tests.Conferences;

/// <summary>A conference that goes on at another node.</summary>
public sealed class ConferenceImageTests
{
    [Test]
    public void Image_OfAConferenceMadeOfIt_IsTheSame()
    {
        var conference = new Conference(new ConferenceSettings("giao-ban", "1000", "Giao ban", new LayoutSpec.Auto(), new PictureFormat()));
        Command[] commands =
        [
            new Command.Bind("tinh", "UBND tỉnh", "sip:tinh@10.0.0.1", SiteRole.Chair),
            new Command.Join("tinh", "UBND tỉnh", Role: null),
            new Command.Join("mot", "Một", Role: null),
            new Command.Join("hai", "Hai", Role: null),
            new Command.Mute("mot", MuteBits.Province, On: true),
            new Command.SetGain("hai", -3),
            new Command.OfferSlides("hai", On: true),
            new Command.Present("hai"),
            new Command.RequestFloor("hai"),
            new Command.RequestFloor("mot"),
            new Command.GiveFloor("tinh"),
            new Command.SetLayout(new LayoutSpec.OnePlusN(7)),
            new Command.Focus("mot"),
            new Command.SetLocked(true),
            new Command.ShowMessage("Nghỉ 10 phút"),
            new Command.SetEnd(DateTimeOffset.UnixEpoch),
            new Command.Recording("recordings/a.mkv"),
        ];
        foreach (Command command in commands)
        {
            Assert.That(conference.Apply(command).IsDone, $"{command}");
        }

        var next = new Conference(conference.Image);
        Assert.That(next.Image, Is.EqualTo(conference.Image with { RecordingFile = null }).UsingPropertiesComparer(), "no recording runs there yet");
        Assert.That(next.Apply(new Command.TakeFloor()).IsDone);
        Assert.That(conference.Floor.Holder, Is.EqualTo("tinh"), "the two have nothing in common");
        Assert.That(next.Floor.Queue, Is.EqualTo(new[] { "hai", "mot" }));
    }
}
