using Mcu.Core.Sip.Transactions;
using Mcu.Core.Time;

namespace Mcu.Tests.Sip.Transactions;

/// <summary>The state tables of RFC 3261 §17.2 and RFC 6026, row by row.</summary>
public sealed class ServerMachineTests
{
    private static readonly Instant Start = Instant.FromMilliseconds(0);

    [TestCase("", "180", "Proceeding", true)]
    [TestCase("", "200", "Accepted", true)]
    [TestCase("", "486", "Completed", true)]
    [TestCase("200", "200", "Accepted", true)]
    [TestCase("200", "486", "Accepted", false)]
    [TestCase("200", "180", "Accepted", false)]
    [TestCase("486", "200", "Completed", false)]
    [TestCase("486", "487", "Completed", false)]
    public void Invite_Respond_MovesAsTheTableSays(string before, string status, string state, bool inTime)
    {
        InviteServerMachine machine = Invite(before);
        Assert.That(machine.OnRespond(int.Parse(status), Start), Is.EqualTo(inTime ? TransactionActions.Send : TransactionActions.None));
        Assert.That(machine.State.ToString(), Is.EqualTo(state));
    }

    [TestCase("", "Send")]
    [TestCase("486", "Send")]
    [TestCase("200", "None")]
    public void Invite_RequestAgain_RepeatsTheResponseUnlessAccepted(string before, string actions) =>
        Assert.That(Invite(before).OnRequest().ToString(), Is.EqualTo(actions));

    [TestCase("", "Proceeding", "None")]
    [TestCase("486", "Confirmed", "None")]
    [TestCase("200", "Accepted", "Deliver")]
    public void Invite_Ack_EndsTheRepetitionOrIsTheDialogs(string before, string state, string actions)
    {
        InviteServerMachine machine = Invite(before);
        Assert.That(machine.OnAck(Start).ToString(), Is.EqualTo(actions));
        Assert.That(machine.State.ToString(), Is.EqualTo(state));
    }

    [Test]
    public void Invite_RefusalWithoutAck_RepeatsByTimerGAndEndsByTimerH()
    {
        string[] expected =
            ["0.5 Send", "1.5 Send", "3.5 Send", "7.5 Send", "11.5 Send", "15.5 Send", "19.5 Send", "23.5 Send", "27.5 Send", "31.5 Send", "32 TimedOut"];
        Assert.That(Timeline(Invite("486")), Is.EqualTo(expected));
    }

    [Test]
    public void Invite_RefusalAcknowledged_AbsorbsForTimerI()
    {
        InviteServerMachine machine = Invite("486");
        machine.OnAck(Start);
        Assert.That(machine.OnRequest(), Is.EqualTo(TransactionActions.None));
        Assert.That(Timeline(machine), Is.EqualTo(new[] { "5 None" }));
    }

    [Test]
    public void Invite_Accepted_AbsorbsForTimerL() => Assert.That(Timeline(Invite("200")), Is.EqualTo(new[] { "32 None" }));

    [TestCase("", "Trying", "None")]
    [TestCase("100", "Proceeding", "Send")]
    [TestCase("200", "Completed", "Send")]
    public void NonInvite_RequestAgain_RepeatsWhatThereIs(string before, string state, string actions)
    {
        var machine = new NonInviteServerMachine(SipTimers.Standard, reliable: false);
        Move(machine, before);
        Assert.That(machine.OnRequest().ToString(), Is.EqualTo(actions));
        Assert.That(machine.State.ToString(), Is.EqualTo(state));
    }

    [Test]
    public void NonInvite_Final_LingersForTimerJ()
    {
        var machine = new NonInviteServerMachine(SipTimers.Standard, reliable: false);
        Move(machine, "200");
        Assert.That(machine.OnRespond(500, Start), Is.EqualTo(TransactionActions.None));
        Assert.That(Timeline(machine), Is.EqualTo(new[] { "32 None" }));
    }

    [Test]
    public void Reliable_Final_EndsWithoutRepetition()
    {
        var other = new NonInviteServerMachine(SipTimers.Standard, reliable: true);
        Move(other, "200");
        Assert.That(other.State, Is.EqualTo(ServerState.Terminated));

        var invite = new InviteServerMachine(SipTimers.Standard, reliable: true);
        Move(invite, "486");
        Assert.That(Timeline(invite), Is.EqualTo(new[] { "32 TimedOut" }));
    }

    private static InviteServerMachine Invite(string before)
    {
        var machine = new InviteServerMachine(SipTimers.Standard, reliable: false);
        Move(machine, before);
        return machine;
    }

    private static void Move(IServerMachine machine, string status)
    {
        if (status.Length > 0)
        {
            machine.OnRespond(int.Parse(status), Start);
        }
    }

    private static List<string> Timeline(IServerMachine machine)
    {
        var events = new List<string>();
        while (machine.Deadline != Instant.Never)
        {
            Instant at = machine.Deadline;
            events.Add($"{(at - Start).TotalSeconds} {machine.OnTimer(at)}");
        }

        Assert.That(machine.State, Is.EqualTo(ServerState.Terminated));
        return events;
    }
}
