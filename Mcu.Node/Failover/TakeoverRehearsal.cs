using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Mcu.Core.Conferences;
using Mcu.Core.Time;
using Mcu.Node.Configuration;
using Mcu.Node.Control;
using Mcu.Node.Hosting;
using Mcu.Node.Loops;
using Mcu.Node.Net;
using Mcu.V1;
using Act = Mcu.Node.Control.Act;
using PortRange = Mcu.Node.Net.PortRange;

namespace Mcu.Node.Failover;

/// <summary>
/// A takeover in small, within this process and on its loopback network: a node calls another one, which gives its meeting up and takes it
/// over again, with the call. .NET makes code ready when it first runs: with this behind it, a standby does not do so while a meeting waits.
/// </summary>
/// <param name="like">The node whose codecs, fonts and language are used.</param>
/// <param name="observer">Is told of faults.</param>
internal sealed class TakeoverRehearsal(McuConfiguration like, ILoopObserver observer)
{
    private const string Meeting = "rehearsal";
    private const int Ports = 32;
    private const ulong Term = 2;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);
    private static readonly PictureFormat Picture = new(320, 180, 10, 200_000);

    private readonly PromotionSteps steps = new();

    /// <summary>Plays it through.</summary>
    /// <returns>What became of the call; null: it was not there.</returns>
    /// <exception cref="Exception">What hindered it: no sockets or ports on the loopback network, no time, or it was cancelled.</exception>
    public async Task<AdoptionOutcome?> RunAsync(CancellationToken cancel)
    {
        int place = Random.Shared.Next(1 << 16);
        await using NodeHost mcu = Start(new IPAddress([127, (byte)(place >> 8), (byte)place, 1]), out IPEndPoint sip);
        await using NodeHost room = Start(new IPAddress([127, (byte)(place >> 8), (byte)place, 2]), out _);
        var call = new SiteCall($"sip:{Meeting}@{sip}", Name: null, Retries: 0, TimeSpan.Zero, Wait: true);
        await room.Control.CallSiteAsync(new Act($"{Guid.NewGuid()}", Meeting), Meeting, call, cancel).WaitAsync(Limit, cancel);
        await UntilServedAsync(mcu, cancel);
        return await TakeOverAsync(mcu, cancel);
    }

    // Until sound and picture come in: then the call is one like others.
    private async Task UntilServedAsync(NodeHost mcu, CancellationToken cancel)
    {
        bool hasPictures = like.Media.VideoCodecs.Count > 0;
        long start = Stopwatch.GetTimestamp();
        while (!await mcu.ControlLoop.Invoke(() => mcu.State.Present().Any(part => part.HadSound && part.HadPicture == hasPictures), Limit))
        {
            if (Stopwatch.GetElapsedTime(start) > Limit)
            {
                throw new TimeoutException($"the call had no sound, or no picture, within {Limit.TotalSeconds:0} s");
            }

            await Task.Delay(LookEvery, cancel);
        }
    }

    private async Task<AdoptionOutcome?> TakeOverAsync(NodeHost mcu, CancellationToken cancel)
    {
        (ConferenceRecord[] meetings, DialogRecord[] calls) = await mcu.ControlLoop.Invoke(() => GiveUp(mcu), Limit);
        await OnControl(mcu, () => mcu.State.Resume(meetings, isFirst: false));
        await steps.AnnounceAsync(_ => OnControl(mcu, () => mcu.Links.Announce(MonotonicClock.Now)), cancel);
        IReadOnlyList<AdoptionOutcome> outcomes = [];
        await steps.AdoptAsync(
            [calls], async (records, token) => outcomes = await mcu.Takeover.AdoptAsync(records, Term, steps.Pace.WaitAsync, Limit, token), cancel);
        await OnControl(mcu, mcu.State.LeaveWithoutCall);
        await steps.RequestKeyFramesAsync(_ => OnControl(mcu, mcu.State.RequestKeyFrames), cancel);
        return outcomes.FirstOrDefault();
    }

    private static (ConferenceRecord[] Meetings, DialogRecord[] Calls) GiveUp(NodeHost mcu)
    {
        object[] records = [.. mcu.State.Records().Select(entry => entry.Record)];
        mcu.State.Abandon();
        return ([.. records.OfType<ConferenceRecord>()], [.. records.OfType<DialogRecord>()]);
    }

    private static Task OnControl(NodeHost node, Action turn) => node.ControlLoop.Invoke(turn, Limit);

    private NodeHost Start(IPAddress address, out IPEndPoint sip)
    {
        using (var free = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp))
        {
            free.Bind(new IPEndPoint(address, 0));
            sip = (IPEndPoint)free.LocalEndPoint!;
        }

        PortRange ports = like.Media.Ports;
        var configuration = new McuConfiguration
        {
            Language = like.Language,
            Data = Path.Combine(like.Data, Meeting), // nothing is written there
            Sip = new SipConfiguration { Listen = new ListenAddress(address, sip.Port) },
            Media = like.Media with { Address = address, Ports = new PortRange(ports.First, (ushort)Math.Min(ports.Last, ports.First + Ports - 1)) },
            Video = like.Video,
            Conferences = [new ConferenceConfiguration { Name = Meeting, Title = Meeting, Picture = Picture }],
        };
        return NodeHost.Start(configuration, new EventHistory(), observer);
    }
}
