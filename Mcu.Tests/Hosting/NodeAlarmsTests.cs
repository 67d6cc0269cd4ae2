using Mcu.Node.Control;
using Mcu.Node.Net;
using Mcu.Tests.Interop;
using Mcu.Tests.Pki;

namespace Mcu.Tests.Hosting;

/// <summary>What a whole node tells its operators when it runs short of something.</summary>
[NonParallelizable]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class NodeAlarmsTests
{
    [Test]
    public async Task Ports_AllInUseAndThenFree_AreAlarmedAndCleared()
    {
        var first = (ushort)FreePorts.MediaBlock();
        await using var meeting = new Meeting(ports: new PortRange(first, (ushort)(first + 7))); // for two rooms
        meeting.Until(() => meeting.Events.Any(told => told.Kind == ControlEventKind.Alarm), "the alarm");

        meeting.Second.Hangup();
        meeting.Until(() => meeting.Events.Any(told => told.Kind == ControlEventKind.AlarmCleared), "its end");

        ControlEvent[] alarms = [.. meeting.Events.Where(told => told.Details.GetValueOrDefault("alarm") == "ports_low")];
        Assert.That(alarms.Select(told => told.Kind), Is.EqualTo(new[] { ControlEventKind.Alarm, ControlEventKind.AlarmCleared }));
        Assert.That(alarms[0].Details, Is.EquivalentTo(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["alarm"] = "ports_low", ["subject"] = $"{first}-{first + 7}", ["used"] = "4", ["of"] = "4",
        }));
    }

    [Test]
    public async Task Certificate_CloseToItsEndAndThenRenewed_IsAlarmedAndCleared()
    {
        using var pki = TemporaryPki.WithAuthority(clock: TimeProvider.System);
        pki.Issue("khanh-son", TimeSpan.FromDays(10));
        await using var meeting = new Meeting();
        meeting.Node.WatchIdentity(pki.Identities("khanh-son"));
        meeting.Until(() => Alarms().Any(told => told.Kind == ControlEventKind.Alarm), "the alarm");
        Assert.That(Alarms().Single().Details["subject"], Is.EqualTo("khanh-son"));
        Assert.That(Alarms().Single().Details["days"], Is.EqualTo("9").Or.EqualTo("10"));

        pki.Store.Renew("khanh-son", hosts: null, TemporaryPki.Year, keepKey: false, passphrase: null);
        meeting.Until(() => Alarms().Any(told => told.Kind == ControlEventKind.AlarmCleared), "its end");

        ControlEvent[] Alarms() => [.. meeting.Events.Where(told => told.Details.GetValueOrDefault("alarm") == "certificate_expires")];
    }
}
