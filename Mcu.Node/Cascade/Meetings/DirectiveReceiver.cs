using Mcu.Node.Api;
using Mcu.Node.Control;
using Mcu.Node.Loops;
using Mcu.V1;

namespace Mcu.Node.Cascade.Meetings;

/// <summary>
/// Carries out what the node above directs for a site of ours, or for this node, as if an operator here had asked: the same
/// checks, the same results, once per op_id. What is for a site or a node further below does not come here.
/// </summary>
public sealed class DirectiveReceiver(string node, IConferenceControl control, ControlLoop loop)
{
    /// <summary>Carries a directive out and answers on the link. Control loop's thread; does not wait.</summary>
    public void Receive(IMeetingLink link, string conference, Directive directive) => _ = RunAsync(link, conference, directive);

    private async Task RunAsync(IMeetingLink link, string conference, Directive directive)
    {
        var act = new Act(directive.OpId, $"{directive.Operator}@{link.Node}");
        ControlResult<ConferenceInfo>? there = await ActHereAsync(act, conference, directive);
        ControlError? error = there is null ? await ActAsync(act, conference, directive) : there.Error;
        var result = new DirectiveResult { OpId = directive.OpId, Node = node, Refused = error is null ? "" : ErrorStatus.NameOf(error.Reason) };
        if (there is not null && there.TryGet(out ConferenceInfo? changed, out _))
        {
            result.Conference = changed.ToProto();
        }

        if (error is not null)
        {
            result.Data.Add(error.Data.ToDictionary());
        }

        loop.TryPost(() => link.TrySend(new LinkEnvelope { DirectiveResult = result }));
    }

    // An act of a node: this one, or one below. Null: it is none.
    private async Task<ControlResult<ConferenceInfo>?> ActHereAsync(Act act, string conference, Directive directive)
    {
        if (UnitDirectives.From(directive) is not { } asked)
        {
            return null;
        }

        if (!asked.TryGet(out UnitAct? what, out ControlError? error))
        {
            return error;
        }

        return directive.Path.Length > 0
            ? await control.ActAtAsync(act, conference, directive.Path, what, CancellationToken.None)
            : await ActHereAsync(act, conference, what);
    }

    private Task<ControlResult<ConferenceInfo>> ActHereAsync(Act act, string conference, UnitAct what) => what switch
    {
        UnitAct.SetLayout layout => control.SetLayoutAsync(act, conference, layout.Layout, layout.ChairSite, CancellationToken.None),
        UnitAct.ShowMessage message => control.ShowMessageAsync(act, conference, message.Text, CancellationToken.None),
        UnitAct.Focus focus => control.FocusAsync(act, conference, focus.Site, CancellationToken.None),
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "not an act of a node"),
    };

    private async Task<ControlError?> ActAsync(Act act, string conference, Directive directive) => directive.ActCase switch
    {
        Directive.ActOneofCase.Mute =>
            (await control.SetMutedAsync(act, conference, SiteSelection.One(directive.Path), directive.Mute, CancellationToken.None)).Error,
        Directive.ActOneofCase.GainDb =>
            (await control.SetGainAsync(act, conference, directive.Path, directive.GainDb, CancellationToken.None)).Error,
        Directive.ActOneofCase.Drop =>
            (await control.DropAsync(act, conference, directive.Path, CancellationToken.None)).Error,
        Directive.ActOneofCase.Withdraw =>
            (await control.RemoveFromFloorQueueAsync(act, conference, directive.Path, CancellationToken.None)).Error,
        Directive.ActOneofCase.Call =>
            (await control.CallSiteAsync(act, conference, Call(directive), CancellationToken.None)).Error,
        Directive.ActOneofCase.Take =>
            (await control.CallSiteAsync(act, conference, Take(directive), CancellationToken.None)).Error,
        _ => ControlErrors.DirectiveUnknown(node),
    };

    // Its room has just hung up above, and may be slow to see that.
    private static SiteCall Take(Directive directive) =>
        new(directive.Take.Uri, directive.Take.Title, Retries: 2, TimeSpan.FromSeconds(2), Wait: false)
        {
            Site = directive.Path, Srtp = directive.Take.Srtp.ToPolicy(), IsMuted = directive.Take.Muted,
        };

    private static SiteCall Call(Directive directive) =>
        new(directive.Call.Length > 0 ? directive.Call : directive.Path, Name: null, Retries: 0, TimeSpan.Zero, Wait: false);
}
