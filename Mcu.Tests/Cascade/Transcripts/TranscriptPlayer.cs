using System.Collections.Concurrent;
using Mcu.Cascade.Links;
using Mcu.Core.Conferences;
using Mcu.Core.Time;
using Mcu.Node.Cascade.Links;
using Mcu.Node.Configuration;
using Mcu.Node.Control;
using Mcu.Node.Hosting;
using Mcu.Node.Loops;
using Mcu.Node.Net;
using Mcu.Tests.Harness;
using Mcu.Tests.Hosting;
using Mcu.Tests.Interop;
using Mcu.V1;

namespace Mcu.Tests.Cascade.Transcripts;

/// <summary>Plays an old node's part of a transcript against a node of today, whose links and meetings are real; only the stream is not.</summary>
internal sealed class TranscriptPlayer : IAsyncDisposable
{
    private const string Number = "1000";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BeatEvery = TimeSpan.FromMilliseconds(100);

    private readonly string folder = Directory.CreateTempSubdirectory("transcript").FullName;
    private readonly ConcurrentQueue<LinkEnvelope> outbox = new();
    private readonly List<LinkEnvelope> unmatched = [];
    private readonly List<SipRoom> rooms = [];
    private readonly RecordingObserver observer = new();
    private readonly System.Net.IPEndPoint sip;
    private readonly Task draining;
    private Task<ControlError?> act = Task.FromResult<ControlError?>(null);
    private Instant nextBeat = Instant.Never;
    private ulong said;

    /// <summary>Starts a node of today, and a link of it.</summary>
    /// <param name="node">Its id.</param>
    /// <param name="role">Which end of the link it is.</param>
    /// <param name="old">The old node's id.</param>
    /// <param name="parent">The node that it is configured to have above it; none: it is the root.</param>
    public TranscriptPlayer(string node, LinkRole role, string old, string? parent)
    {
        int media = FreePorts.MediaBlock();
        var configuration = new McuConfiguration
        {
            Node = new NodeConfiguration { Id = node },
            Data = folder,
            Sip = new SipConfiguration { Listen = ListenAddress.Loopback(FreePorts.One()) },
            Media = new MediaConfiguration { Ports = new PortRange((ushort)media, (ushort)(media + 99)) },
            Conferences = role == LinkRole.Child ? [] : [new ConferenceConfiguration
            {
                Name = "khanh-hoa", Number = Number, Title = "Khánh Hòa", Picture = new PictureFormat(640, 360, 25, 500_000),
            }],
            Cascade = new CascadeConfiguration { Parents = parent is null ? [] : [new ParentConfiguration(parent, "127.0.0.1:9")] },
        };
        sip = configuration.Sip.Listen.ToEndPoint();
        Host = NodeHost.Start(configuration, new EventHistory(), observer);
        Link = Host.ControlLoop.Invoke(
            () => role == LinkRole.Child ? Host.Links.OpenParent(old, MonotonicClock.Now) : Host.Links.OpenChild(old, MonotonicClock.Now), Limit).Result;
        draining = Link.Outbox.DrainAsync(
            (envelope, _) =>
            {
                outbox.Enqueue(envelope.Clone());
                return Task.CompletedTask;
            },
            () => Link.Session.Received,
            Limit,
            CancellationToken.None);
    }

    public NodeHost Host { get; }

    /// <summary>The link's end of today's node.</summary>
    public NodeLink Link { get; }

    /// <summary>What today's node has said, of each kind.</summary>
    public HashSet<LinkEnvelope.BodyOneofCase> Kinds { get; } = [];

    public IEnumerable<string> Faults => observer.Faults.Select(fault => $"{fault.Loop}: {fault.Fault}");

    /// <summary>Plays all lines; fails at one that does not come true.</summary>
    public void Play(IEnumerable<TranscriptLine> lines)
    {
        foreach (TranscriptLine line in lines)
        {
            switch (line.Sign)
            {
                case '>':
                    Say(line.Envelope(++said));
                    break;
                case '<':
                    Expect(new ExpectedJson(line.Text), line);
                    break;
                case '!':
                    string[] words = line.Text.Split(' ');
                    act = DoAsync(new Act(words[0], "test"), words[1], words.ElementAtOrDefault(2) ?? "");
                    break;
                case '=':
                    Until(() => act.IsCompleted, $"{line}");
                    Assert.That(act.Result?.Reason.ToString() ?? "done", Is.EqualTo(line.Text), $"{line}");
                    break;
                default:
                    Assert.Fail($"{line}: no such sign");
                    break;
            }
        }
    }

    /// <summary>Lets the old node live on until something holds.</summary>
    public void Until(Func<bool> condition, string what) => Eventually.That(
        () =>
        {
            Beat();
            rooms.ForEach(room => room.Pump());
            return condition();
        },
        what);

    public async ValueTask DisposeAsync()
    {
        Host.ControlLoop.TryPost(() => Host.Links.Stop(MonotonicClock.Now));
        await Host.DisposeAsync();
        await draining;
        rooms.ForEach(room => room.Dispose());
        Directory.Delete(folder, recursive: true);
    }

    private void Expect(ExpectedJson part, TranscriptLine line) => Until(
        () =>
        {
            while (outbox.TryDequeue(out LinkEnvelope? envelope))
            {
                Kinds.Add(envelope.BodyCase);
                unmatched.Add(envelope);
            }

            int at = unmatched.FindIndex(part.IsIn);
            if (at >= 0)
            {
                unmatched.RemoveAt(at);
            }

            return at >= 0;
        },
        $"{line}");

    private void Say(LinkEnvelope envelope)
    {
        nextBeat = Instant.Earlier(nextBeat, MonotonicClock.Now + BeatEvery);
        Host.ControlLoop.TryPost(() => Host.Links.Receive(Link, envelope, MonotonicClock.Now));
    }

    private void Beat()
    {
        Instant now = MonotonicClock.Now;
        if (now >= nextBeat)
        {
            nextBeat = Instant.Never;
            Say(new LinkEnvelope { Seq = ++said, Heartbeat = new Heartbeat { SentUs = (ulong)(now.Nanoseconds / 1000) } });
        }
    }

    private async Task<ControlError?> DoAsync(Act what, string verb, string site) => verb switch
    {
        "mute" or "unmute" => (await Host.Control.SetMutedAsync(what, Number, SiteSelection.One(site), verb == "mute", CancellationToken.None)).Error,
        "gain" => (await Host.Control.SetGainAsync(what, Number, site, -6, CancellationToken.None)).Error,
        "drop" => (await Host.Control.DropAsync(what, Number, site, CancellationToken.None)).Error,
        "give" => (await Host.Control.GiveFloorAsync(what, Number, site, CancellationToken.None)).Error,
        "take" => (await Host.Control.TakeFloorAsync(what, Number, CancellationToken.None)).Error,
        "room" => Call(site),
        "ask" => await AskAsync(site),
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "no such act"),
    };

    private ControlError? Call(string name)
    {
        var room = new SipRoom(name);
        rooms.Add(room);
        room.Call(sip, Number);
        return null;
    }

    private async Task<ControlError?> AskAsync(string site)
    {
        await Host.ControlLoop.Invoke(() => Host.Conference("khanh-hoa").Apply(new ConferenceCommand.RequestFloor(site), MonotonicClock.Now), Limit);
        return null;
    }
}
