using Mcu.Core.Sip.Transactions;
using Mcu.Core.Time;

namespace Mcu.Tests.Sip.Transactions;

/// <summary>The state tables of RFC 3261 §17.1 and RFC 6026, row by row.</summary>
public sealed class ClientMachineTests
{
    private static readonly Instant Start = Instant.FromMilliseconds(0);

    [TestCase("", "180", "Proceeding", "Deliver")]
    [TestCase("", "200", "Accepted", "Deliver")]
    [TestCase("", "486", "Completed", "Deliver, Acknowledge")]
    [TestCase("100", "183", "Proceeding", "Deliver")]
    [TestCase("100", "200", "Accepted", "Deliver")]
    [TestCase("100", "603", "Completed", "Deliver, Acknowledge")]
    [TestCase("486", "486", "Completed", "Acknowledge")]
    [TestCase("486", "180", "Completed", "None")]
    [TestCase("486", "200", "Completed", "None")]
    [TestCase("200", "200", "Accepted", "Deliver")]
    [TestCase("200", "180", "Accepted", "None")]
    [TestCase("200", "486", "Accepted", "None")]
    public void Invite_Response_MovesAsTheTableSays(string before, string status, string state, string actions)
    {
        var machine = new InviteClientMachine(SipTimers.Standard, reliable: false, Start);
        Move(machine, before);
        Assert.That(machine.OnResponse(int.Parse(status), Start).ToString(), Is.EqualTo(actions));
        Assert.That(machine.State.ToString(), Is.EqualTo(state));
    }

    [TestCase("", "100", "Proceeding", "Deliver")]
    [TestCase("", "200", "Completed", "Deliver")]
    [TestCase("100", "200", "Completed", "Deliver")]
    [TestCase("100", "481", "Completed", "Deliver")]
    [TestCase("200", "200", "Completed", "None")]
    public void NonInvite_Response_MovesAsTheTableSays(string before, string status, string state, string actions)
    {
        var machine = new NonInviteClientMachine(SipTimers.Standard, reliable: false, Start);
        Move(machine, before);
        Assert.That(machine.OnResponse(int.Parse(status), Start).ToString(), Is.EqualTo(actions));
        Assert.That(machine.State.ToString(), Is.EqualTo(state));
    }

    [Test]
    public void Invite_NoAnswer_RepeatsByTimerAAndEndsByTimerB()
    {
        var machine = new InviteClientMachine(SipTimers.Standard, reliable: false, Start);
        Assert.That(Timeline(machine), Is.EqualTo(new[] { "0.5 Send", "1.5 Send", "3.5 Send", "7.5 Send", "15.5 Send", "31.5 Send", "32 TimedOut" }));
    }

    [Test]
    public void NonInvite_NoAnswer_RepeatsByTimerEUpToT2AndEndsByTimerF()
    {
        var machine = new NonInviteClientMachine(SipTimers.Standard, reliable: false, Start);
        string[] expected =
            ["0.5 Send", "1.5 Send", "3.5 Send", "7.5 Send", "11.5 Send", "15.5 Send", "19.5 Send", "23.5 Send", "27.5 Send", "31.5 Send", "32 TimedOut"];
        Assert.That(Timeline(machine), Is.EqualTo(expected));
    }

    [Test]
    public void NonInvite_Provisional_RepeatsEveryT2()
    {
        var machine = new NonInviteClientMachine(SipTimers.Standard, reliable: false, Start);
        machine.OnResponse(100, Start);
        Assert.That(Timeline(machine).Take(3), Is.EqualTo(new[] { "0.5 Send", "4.5 Send", "8.5 Send" }));
    }

    [TestCase("486", false, "32 None")]
    [TestCase("200", false, "32 None")]
    [TestCase("200", true, "32 None")]
    public void Invite_Final_LingersForTimerDOrM(string status, bool reliable, string expected)
    {
        var machine = new InviteClientMachine(SipTimers.Standard, reliable, Start);
        Move(machine, status);
        Assert.That(Timeline(machine), Is.EqualTo(new[] { expected }));
    }

    [Test]
    public void NonInvite_Final_LingersForTimerK()
    {
        var machine = new NonInviteClientMachine(SipTimers.Standard, reliable: false, Start);
        Move(machine, "200");
        Assert.That(Timeline(machine), Is.EqualTo(new[] { "5 None" }));
    }

    [Test]
    public void Reliable_FinalRefusal_EndsAtOnce()
    {
        var invite = new InviteClientMachine(SipTimers.Standard, reliable: true, Start);
        var other = new NonInviteClientMachine(SipTimers.Standard, reliable: true, Start);
        Move(invite, "486");
        Move(other, "200");
        Assert.That((invite.State, other.State), Is.EqualTo((ClientState.Terminated, ClientState.Terminated)));
    }

    [Test]
    public void Reliable_NoAnswer_NeverRepeats()
    {
        Assert.That(Timeline(new InviteClientMachine(SipTimers.Standard, reliable: true, Start)), Is.EqualTo(new[] { "32 TimedOut" }));
        Assert.That(Timeline(new NonInviteClientMachine(SipTimers.Standard, reliable: true, Start)), Is.EqualTo(new[] { "32 TimedOut" }));
    }

    private static void Move(IClientMachine machine, string status)
    {
        if (status.Length > 0)
        {
            machine.OnResponse(int.Parse(status), Start);
        }
    }

    private static List<string> Timeline(IClientMachine machine)
    {
        var events = new List<string>();
        while (machine.Deadline != Instant.Never)
        {
            Instant at = machine.Deadline;
            events.Add($"{(at - Start).TotalSeconds} {machine.OnTimer(at)}");
        }

        Assert.That(machine.State, Is.EqualTo(ClientState.Terminated));
        return events;
    }
}
