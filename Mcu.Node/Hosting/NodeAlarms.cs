using Mcu.Cascade.Identity;
using Mcu.Core.Time;
using Mcu.Node.Alarms;
using Mcu.Node.Conferences;
using Mcu.Node.Loops;
using Mcu.Node.Media;

namespace Mcu.Node.Hosting;

/// <summary>Looks for what is wrong with the node, and tells the operators. Belongs to the control loop.</summary>
public sealed class NodeAlarms(NodeLoops loops, MediaEngine engine, ConferenceRegistry registry, FaultInbox faults, EventPublisher events)
{
    /// <summary>A recording's disk with less room than this, in bytes, is nearly full: an hour and a half of 1.5 Mbit/s.</summary>
    public const long LowDiskBytes = 1L << 30;

    private readonly AlarmBoard board = new();
    private readonly List<AlarmSign> signs = [];
    private readonly Dictionary<string, LatenessProbe> probes = new(StringComparer.Ordinal);
    private readonly Dictionary<LiveConference, long> encodeFailures = [];

    /// <summary>The node's certificate; none: it has no links.</summary>
    public NodeIdentityStore? Identities { get; set; }

    /// <summary>What is to be known of rooms that this node has called in place of nodes below.</summary>
    internal Func<IEnumerable<AlarmSign>> Orphans { get; set; } = () => [];

    /// <summary>What is to be known of the node's HA groups.</summary>
    internal Func<IEnumerable<AlarmSign>> Groups { get; set; } = () => [];

    /// <summary>Alarms that are raised and not over, by kind.</summary>
    public IReadOnlyDictionary<AlarmKind, int> Raised => board.Raised;

    /// <summary>Looks at everything; ten times a second.</summary>
    public void Look(Instant now)
    {
        signs.Clear();
        faults.DrainTo(signs);
        LookAtLoops(now);
        LookAtPorts();
        LookAtCertificate();
        signs.AddRange(Orphans());
        signs.AddRange(Groups());
        foreach (LiveConference conference in registry.All)
        {
            LookAtEncoders(conference);
            LookAtDisk(conference);
        }

        ForgetEnded();
        foreach (AlarmChange change in board.Update(signs, now))
        {
            events.Alarm(change);
        }
    }

    private void ForgetEnded()
    {
        foreach (LiveConference gone in encodeFailures.Keys.Where(known => known.State.IsEnded).ToArray())
        {
            encodeFailures.Remove(gone);
            probes.Remove(gone.Media.VideoLoop.Name);
        }
    }

    private void LookAtLoops(Instant now)
    {
        foreach ((string name, LoopStatistics statistics, TimeSpan period) in loops.All())
        {
            if (!probes.TryGetValue(name, out LatenessProbe? probe) || probe.Statistics != statistics)
            {
                probes[name] = probe = new LatenessProbe(statistics, period);
            }

            TimeSpan late = probe.Look(now);
            if (late > TimeSpan.Zero)
            {
                signs.Add(new AlarmSign(AlarmKind.LoopLate, name, ("late_ms", $"{late.TotalMilliseconds:0}")));
            }
        }
    }

    // Raised at 90 %, over below 80 %.
    private void LookAtPorts()
    {
        (int used, int of, string range) = (engine.PortsInUse, engine.PortPairs, engine.PortRange.ToString());
        if (used * 10 >= of * (board.IsRaised(AlarmKind.PortsLow, range) ? 8 : 9))
        {
            signs.Add(new AlarmSign(AlarmKind.PortsLow, range, ("used", $"{used}"), ("of", $"{of}")));
        }
    }

    private void LookAtCertificate()
    {
        if (Identities?.Current is { } identity && identity.Lifetime.StateAt(DateTimeOffset.UtcNow) is ExpiryState.ExpiresSoon or ExpiryState.Expired)
        {
            signs.Add(new AlarmSign(AlarmKind.CertificateExpires, identity.NodeId, ("days", $"{identity.Lifetime.DaysLeft(DateTimeOffset.UtcNow)}")));
        }
    }

    // Raised below 1 GiB, over above 1.25 GiB or when the recording has ended.
    private void LookAtDisk(LiveConference conference)
    {
        if (conference.Recording is not { } recording)
        {
            return;
        }

        string folder = Path.GetDirectoryName(recording.Path)!;
        long limit = board.IsRaised(AlarmKind.DiskLow, folder) ? LowDiskBytes * 5 / 4 : LowDiskBytes;
        if (recording.FreeBytes < limit)
        {
            signs.Add(new AlarmSign(AlarmKind.DiskLow, folder, ("free_mb", $"{recording.FreeBytes / 1_000_000}")));
        }
    }

    private void LookAtEncoders(LiveConference conference)
    {
        long failures = conference.Media.Video.EncodeFailures;
        if (failures > encodeFailures.GetValueOrDefault(conference))
        {
            signs.Add(new AlarmSign(AlarmKind.CodecFailed, conference.Media.VideoLoop.Name, ("cause", "the encoder made no picture")));
        }

        encodeFailures[conference] = failures;
    }
}
