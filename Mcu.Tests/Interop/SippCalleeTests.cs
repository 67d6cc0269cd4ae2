using Mcu.Node.Control;

namespace Mcu.Tests.Interop;

/// <summary>The operator calls rooms that SIPp plays: they answer, refuse, ring on, say nothing.</summary>
public sealed class SippCalleeTests : SippFixture
{
    [TestCase("u1", "udp")]
    [TestCase("t1", "tcp")]
    public async Task Callee_Answers_SoundAndPictureGoToIt(string option, string transport)
    {
        using Sipp room = Sipp.Callee("callee-answers", Media, "-t", option);
        ControlResult<SiteInfo> called = await Dial(room, wait: true, transport);
        Assert.That(called.Error, Is.Null, room.Log);
        Assert.That(called.Value.State, Is.EqualTo(SiteState.Connected));
        Until(() => Media is { Sounds: > 10, KeyFrames: > 0 }, "sound and picture come", room);
        DropTo(room);
    }

    [Test]
    public async Task Callee_HangsUp_Leaves()
    {
        using Sipp room = Sipp.Callee("callee-hangs-up", Media);
        Assert.That((await Dial(room, wait: true)).Error, Is.Null, room.Log);
        Until(() => Media.Sounds > 10, "sound comes", room);
        room.GoOn(room.ReceivedCallId());
        room.Succeeds();
        Until(() => Node.Happenings is [.., "SiteConnected Cam Lâm", "SiteDisconnected Cam Lâm hung_up"], "the site leaves", room);
    }

    [TestCase("callee-busy", "486", "Busy Here")]
    [TestCase("callee-declines", "603", "Decline")]
    [TestCase("callee-redirects", "302", "Moved Temporarily")]
    public async Task Callee_Refuses_OperatorIsToldWhy(string scenario, string status, string phrase)
    {
        using Sipp room = Sipp.Callee(scenario, Media);
        ControlResult<SiteInfo> called = await Dial(room, wait: true);
        room.Succeeds();
        Assert.That(called.Error?.Reason, Is.EqualTo(ControlReason.CallFailed));
        Assert.That((called.Error!.Data["sip_status"], called.Error.Data["phrase"]), Is.EqualTo((status, phrase)));
    }

    [Test]
    public async Task Callee_RingsAndIsGivenUp_GetsCancel()
    {
        using Sipp room = Sipp.Callee("callee-is-given-up", Media);
        await Dial(room, wait: false);
        Until(() => room.Log.Contains("180 Ringing", StringComparison.Ordinal), "the room rings", room);
        await Drop();
        room.Succeeds();
    }

    [Test]
    public async Task Callee_AnswersWhenAlreadyGivenUp_GetsAckAndBye()
    {
        using Sipp room = Sipp.Callee("callee-answers-too-late", Media);
        await Dial(room, wait: false);
        string dialog = room.ReceivedCallId();
        await Drop();
        room.GoOn(dialog);
        room.Succeeds();
    }

    private Task<ControlResult<SiteInfo>> Dial(Sipp room, bool wait, string transport = "udp") => Node.Control.CallSiteAsync(
        Node.NewAct(), "1000", new SiteCall($"sip:room@127.0.0.1:{room.Port};transport={transport}", "Cam Lâm", Retries: 0, TimeSpan.Zero, wait), CancellationToken.None);

    private async Task Drop() =>
        Assert.That((await Node.Control.DropAsync(Node.NewAct(), "1000", "Cam Lâm", CancellationToken.None)).Error, Is.Null);
}
