using Mcu.Node.Api;
using Mcu.Node.Control;
using Mcu.V1;
using Case = Mcu.V1.Directive.ActOneofCase;

namespace Mcu.Node.Cascade.Meetings;

/// <summary>Acts of whole nodes between what operators ask and what links carry.</summary>
internal static class UnitDirectives
{
    /// <summary>The directive for an act.</summary>
    public static Directive Of(UnitAct act) => act switch
    {
        UnitAct.SetLayout layout => new Directive { Layout = new LayoutChange { Layout = layout.Layout.ToProto(), ChairSite = layout.ChairSite ?? "" } },
        UnitAct.ShowMessage message => new Directive { Message = message.Text ?? "" },
        UnitAct.Focus focus => new Directive { Focus = focus.Site ?? "" },
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "not an act of a node"),
    };

    /// <summary>The act that a directive asks for; refused when its values are not allowed; null: it is one for a site, or unknown.</summary>
    public static ControlResult<UnitAct>? From(Directive directive) => directive.ActCase switch
    {
        Case.Layout => RequestRules.Wrong(directive.Layout.Layout) is { } error
            ? error
            : ControlResult<UnitAct>.Done(new UnitAct.SetLayout(directive.Layout.Layout.ToSpec(), OrNull(directive.Layout.ChairSite))),
        Case.Message => RequestRules.WrongMessage(directive.Message) is { } error
            ? error
            : ControlResult<UnitAct>.Done(new UnitAct.ShowMessage(OrNull(directive.Message))),
        Case.Focus => ControlResult<UnitAct>.Done(new UnitAct.Focus(OrNull(directive.Focus))),
        _ => null,
    };

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
