using Mcu.Node.Control;

namespace Mcu.Node.Api;

/// <summary>Layouts between the control loop's records and the wire.</summary>
internal static class LayoutMapping
{
    private static readonly (LayoutKind Kind, V1.LayoutKind Proto)[] Kinds =
    [
        (LayoutKind.Auto, V1.LayoutKind.Auto),
        (LayoutKind.Grid, V1.LayoutKind.Grid),
        (LayoutKind.OnePlus, V1.LayoutKind.OnePlus),
        (LayoutKind.Lecture, V1.LayoutKind.Lecture),
        (LayoutKind.Single, V1.LayoutKind.Single),
    ];

    public static V1.Layout ToProto(this LayoutSpec spec)
    {
        var layout = new V1.Layout
        {
            Kind = Kinds.First(pair => pair.Kind == spec.Kind).Proto,
            Columns = (uint)spec.Columns,
            Rows = (uint)spec.Rows,
            Others = (uint)spec.Others,
            MainSite = spec.MainSite ?? "",
        };
        layout.Panes.Add(spec.Panes.Select(pane => new V1.Pane { Index = (uint)pane.Index, Site = pane.Site }));
        return layout;
    }

    /// <summary>The layout of a request that has passed the rules; numbers that its kind does not use become 0.</summary>
    public static LayoutSpec ToSpec(this V1.Layout layout)
    {
        LayoutKind kind = Kinds.First(pair => pair.Proto == layout.Kind).Kind;
        return new LayoutSpec(
            kind,
            kind is LayoutKind.Grid ? (int)layout.Columns : 0,
            kind is LayoutKind.Grid ? (int)layout.Rows : 0,
            kind is LayoutKind.OnePlus ? (int)layout.Others : 0,
            layout.MainSite.Length == 0 ? null : layout.MainSite,
            [.. layout.Panes.Select(pane => new PaneBinding((int)pane.Index, pane.Site))]);
    }
}
