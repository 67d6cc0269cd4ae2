using Grpc.Core;
using Mcu.Node.Cli.Tables;
using Mcu.Node.Simulate;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Cli.Demo;

/// <summary>The last act: the province's MCU is killed in mid-meeting, and its standby goes on. Rooms measure what they miss.</summary>
internal sealed class DemoTakeover(CliCall call, ServerLink server, DemoProvince province, RoomFleet fleet, Conference conference, DemoDiary diary)
{
    private static readonly TimeSpan LongestReturn = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan AllSettles = TimeSpan.FromSeconds(1.5);

    private ShowHaResponse? group;

    /// <summary>Kills, waits for the meeting to be whole, tells.</summary>
    public async Task PlayAsync(CancellationToken cancel)
    {
        fleet.BeginOutage();
        await province.Top.KillAsync(cancel);
        long killed = call.Environment.Time.GetTimestamp();
        diary.Note(DemoTexts.Killed, ("node", DemoTier.Province.Node));
        bool isWhole = false;
        while (!isWhole && !cancel.IsCancellationRequested && call.Environment.Time.GetElapsedTime(killed) < LongestReturn)
        {
            await DemoDelay.UpToAsync(Glance, cancel);
            isWhole = await IsWholeAsync();
        }

        TimeSpan took = call.Environment.Time.GetElapsedTime(killed);
        await DemoDelay.UpToAsync(AllSettles, cancel);
        group = await server.AskAsync(options => server.Failover.ShowAsync(new ShowHaRequest(), options), CancellationToken.None);
        diary.Note(
            isWhole ? DemoTexts.TakenOver : DemoTexts.NotTakenOver, ("node", group.Leader), ("seconds", $"{took.TotalSeconds:0.0}"), ("term", group.Term));
        TellGaps();
        fleet.EndOutage();
    }

    /// <summary>Shows what <c>mcu ha status</c> shows of the MCU that took over; nothing when it did not come to that.</summary>
    public void Print()
    {
        if (group is not null && !call.Json)
        {
            call.Output.Write(HaTables.Of(group, call));
        }
    }

    private async Task<bool> IsWholeAsync()
    {
        try
        {
            ListSitesResponse all = await server.AskAsync(
                options => server.Conferences.ListSitesAsync(new ListSitesRequest { Conference = conference.Id }, options), CancellationToken.None);
            return all.Sites.Count(site => site.State == SiteState.Connected) >= fleet.Rooms.Count && fleet.AllGotWithin(Fresh);
        }
        catch (RpcException)
        {
            return false; // nobody leads yet
        }
    }

    private void TellGaps()
    {
        ILookup<DemoTier, RoomGaps> gaps = fleet.Gaps().ToLookup(room => DemoTier.WithRooms.First(tier => tier.Rooms.Contains(room.Room.Name)));
        foreach (IGrouping<DemoTier, RoomGaps> tier in gaps)
        {
            diary.Note(
                DemoTexts.Gaps,
                ("tier", tier.Key.Title),
                ("rooms", string.Join(", ", tier.Select(room => $"{room.Room.Name} {room.Sound.TotalSeconds:0.0}/{room.Picture.TotalSeconds:0.0}"))));
        }
    }
}
