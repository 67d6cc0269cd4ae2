using Grpc.Core;
using Mcu.Node.Simulate;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Cli.Demo;

/// <summary>
/// What happens in the demonstration: a commune of a district is shown full screen at the province, then a district's line is
/// cut and healed while its communes go on among themselves, and last the province's MCU is killed and its standby takes over.
/// </summary>
internal sealed class DemoScript(ServerLink server, CliCall call, DemoDiary diary, Conference conference, DemoProvince province, RoomFleet fleet, DemoTakeover takeover)
{
    private static readonly TimeSpan UntilFocus = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan FocusLasts = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan UntilCut = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CutLasts = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan UntilKill = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestReturn = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SoundSettles = TimeSpan.FromSeconds(1);

    /// <summary>Plays it once; ends early, with all healed, when it is cancelled.</summary>
    public async Task PlayAsync(CancellationToken cancel)
    {
        await ActAsync(UntilFocus, FocusAsync, cancel);
        await ActAsync(UntilCut, CutAsync, cancel);
        await ActAsync(UntilKill, takeover.PlayAsync, cancel);
    }

    // An act that fails does not keep the next from being played.
    private async Task ActAsync(TimeSpan after, Func<CancellationToken, Task> act, CancellationToken cancel)
    {
        if (!await DemoDelay.UpToAsync(after, cancel))
        {
            return;
        }

        try
        {
            await act(cancel);
        }
        catch (RpcException error)
        {
            diary.Note(DemoTexts.StepFailed, ("cause", error.Status.Detail));
        }
    }

    private async Task FocusAsync(CancellationToken cancel)
    {
        DemoTier district = DemoTier.Districts[0];
        string site = $"{district.Node}/{district.Rooms[0]}";
        await SetFocusAsync(site);
        diary.Note(DemoTexts.Focused, ("site", site), ("number", DemoConference.Number));
        await DemoDelay.UpToAsync(FocusLasts, cancel);
        await SetFocusAsync("");
    }

    private Task SetFocusAsync(string site) => server.AskAsync(
        options => server.Conferences.FocusAsync(
            new FocusRequest { OpId = ServerLink.NewOpId(), Conference = conference.Id, Site = site }, options),
        CancellationToken.None);

    private async Task CutAsync(CancellationToken cancel)
    {
        string district = DemoProvince.CutDistrict.Title;
        fleet.IsParted = true;
        fleet.BeginOutage(); // rooms of the district get no picture until the silence of its line is noticed
        province.Cut();
        diary.Note(DemoTexts.Cut, ("district", district));
        await DemoDelay.UpToAsync(CutLasts, cancel);
        await province.HealAsync();
        long healed = call.Environment.Time.GetTimestamp();
        while (!await IsWholeAsync() && call.Environment.Time.GetElapsedTime(healed) < LongestReturn)
        {
            await DemoDelay.UpToAsync(Glance, CancellationToken.None);
        }

        diary.Note(
            await IsWholeAsync() ? DemoTexts.Healed : DemoTexts.NotHealed,
            ("district", district),
            ("seconds", $"{call.Environment.Time.GetElapsedTime(healed).TotalSeconds:0.0}"));
        await DemoDelay.UpToAsync(SoundSettles, cancel);
        fleet.IsParted = false;
        fleet.EndOutage();
    }

    private async Task<bool> IsWholeAsync()
    {
        ListSitesResponse all = await server.AskAsync(
            options => server.Conferences.ListSitesAsync(new ListSitesRequest { Conference = conference.Id }, options), CancellationToken.None);
        return all.Sites.Where(site => site.Unit == DemoProvince.CutDistrict.Node).All(site => site.State == SiteState.Connected);
    }
}
