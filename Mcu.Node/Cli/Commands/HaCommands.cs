using System.CommandLine;
using Mcu.Node.Cli.Tables;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Cli.Commands;

/// <summary><c>mcu ha status|switchover|drill|drain|undrain|force-promote</c>, asked of a node; <c>secret</c> and <c>found</c>, of none.</summary>
internal static class HaCommands
{
    private static readonly TimeSpan DrillLimit = TimeSpan.FromSeconds(20); // the switchover, and what districts tell of it

    public static Command Create(CliBuilder builder) => builder.Noun(
        "ha",
        HaTexts.Ha,
        Status(builder),
        Switchover(builder),
        Drill(builder),
        Drain(builder),
        Undrain(builder),
        ForcePromote(builder),
        HaSetUpCommands.Secret(builder),
        HaSetUpCommands.Found(builder));

    private static Command Status(CliBuilder builder)
    {
        return builder.Verb("status", HaTexts.HaStatus, call => Answer.TellAsync(call, AskAsync, Show));

        static Task<ShowHaResponse> AskAsync(CliCall call) => call.AskAsync(options => call.Server.Failover.ShowAsync(new ShowHaRequest(), options));

        static void Show(CliCall call, ShowHaResponse group) => call.Output.Write(HaTables.Of(group, call));
    }

    private static Command Switchover(CliBuilder builder) => builder.Verb(
        "switchover",
        HaTexts.HaSwitchover,
        call => Answer.TellAsync(call, SwitchOverAsync, Tell));

    // One request for all attempts: asked again after a lost answer, the node knows that it is the same act.
    private static Task<SwitchoverResponse> SwitchOverAsync(CliCall call)
    {
        var request = new SwitchoverRequest { OpId = ServerLink.NewOpId() };
        return call.AskAsync(options => call.Server.Failover.SwitchoverAsync(request, options));
    }

    private static Command Drill(CliBuilder builder)
    {
        Option<bool> inMeeting = CliSymbols.Option<bool>(builder, "--in-meeting", HaTexts.OptInMeeting, "");
        Option<bool> history = CliSymbols.Option<bool>(builder, "--history", HaTexts.OptHistory, "");
        return builder.Verb(
            "drill",
            HaTexts.HaDrill,
            call => call.Get(history) ? Answer.TellAsync(call, ListAsync, ShowAll) : Answer.TellAsync(call, DrillAsync, ShowOne),
            inMeeting,
            history);

        Task<SwitchoverResponse> DrillAsync(CliCall call)
        {
            var request = new SwitchoverRequest { OpId = ServerLink.NewOpId(), Drill = true, InMeeting = call.Get(inMeeting) };
            return call.AskAsync(options => call.Server.Failover.SwitchoverAsync(request, options), limit: DrillLimit);
        }

        static Task<ListDrillsResponse> ListAsync(CliCall call) => call.AskAsync(options => call.Server.Failover.ListDrillsAsync(new ListDrillsRequest(), options));

        static void ShowAll(CliCall call, ListDrillsResponse all)
        {
            if (all.Drills.Count == 0)
            {
                call.Output.Tell(HaTexts.NoDrills);
                return;
            }

            call.Output.Write(DrillTables.Of(all.Drills, call));
            TellHow(call);
        }
    }

    private static void ShowOne(CliCall call, SwitchoverResponse done)
    {
        Tell(call, done);
        if (done.Drill is null)
        {
            call.Output.Tell(HaTexts.DrillNotTold, ("leader", done.Leader));
        }
        else if (done.Drill.Parts.Count == 0)
        {
            call.Output.Tell(HaTexts.NothingToLose);
        }
        else
        {
            call.Output.Write(DrillTables.Of(done.Drill, call));
            TellHow(call);
        }
    }

    private static void TellHow(CliCall call)
    {
        call.Output.Tell(HaTexts.HowRooms);
        call.Output.Tell(HaTexts.HowUnits);
    }

    private static void Tell(CliCall call, SwitchoverResponse done) => call.Output.Tell(
        HaTexts.Switched, ("leader", done.Leader), ("former", done.Former), ("ms", $"{done.Took.ToTimeSpan().TotalMilliseconds:0}"), ("term", done.Term));

    private static Command Drain(CliBuilder builder) => builder.Verb(
        "drain",
        HaTexts.HaDrain,
        call => Answer.TellAsync(call, DrainAsync, (told, group) => told.Output.Tell(HaTexts.Drained, ("group", group.Group))));

    private static Task<ShowHaResponse> DrainAsync(CliCall call)
    {
        var request = new DrainRequest { OpId = ServerLink.NewOpId() };
        return call.AskAsync(options => call.Server.Failover.DrainAsync(request, options));
    }

    private static Command Undrain(CliBuilder builder) => builder.Verb(
        "undrain",
        HaTexts.HaUndrain,
        call => Answer.TellAsync(call, UndrainAsync, (told, group) => told.Output.Tell(HaTexts.Undrained, ("group", group.Group))));

    private static Task<ShowHaResponse> UndrainAsync(CliCall call)
    {
        var request = new UndrainRequest { OpId = ServerLink.NewOpId() };
        return call.AskAsync(options => call.Server.Failover.UndrainAsync(request, options));
    }

    private static Command ForcePromote(CliBuilder builder)
    {
        Option<string?> confirm = CliSymbols.Option<string?>(builder, "--confirm", HaTexts.OptConfirm, "GROUP");
        return builder.Verb("force-promote", HaTexts.HaForcePromote, call => Answer.TellAsync(call, AskAsync, Tell), confirm);

        Task<ShowHaResponse> AskAsync(CliCall call)
        {
            var request = new ForcePromoteRequest { OpId = ServerLink.NewOpId(), Confirmation = call.Get(confirm) ?? "" };
            return call.AskAsync(options => call.Server.Failover.ForcePromoteAsync(request, options));
        }

        static void Tell(CliCall call, ShowHaResponse group) => call.Output.Tell(HaTexts.Forced, ("node", group.Node));
    }
}
