using Mcu.Core.Composing;
using Mcu.V1;

namespace Mcu.Node.Api;

/// <summary>Layouts between Core's records and the wire. Panes hold names of sites on both sides.</summary>
internal static class LayoutMapping
{
    public static Layout ToProto(this LayoutSpec spec)
    {
        switch (spec)
        {
            case LayoutSpec.Grid grid:
                return new Layout { Kind = LayoutKind.Grid, Rows = (uint)grid.Rows, Columns = (uint)grid.Columns };
            case LayoutSpec.OnePlusN around:
                return new Layout { Kind = LayoutKind.OnePlus, Others = (uint)around.Small };
            case LayoutSpec.Lecture:
                return new Layout { Kind = LayoutKind.Lecture };
            case LayoutSpec.Single:
                return new Layout { Kind = LayoutKind.Single };
            case LayoutSpec.Panes named:
                var layout = new Layout { Kind = LayoutKind.Panes };
                layout.Panes.Add(named.Sites);
                return layout;
            default:
                return new Layout { Kind = LayoutKind.Auto };
        }
    }

    /// <summary>The layout of a request that has passed the rules.</summary>
    public static LayoutSpec ToSpec(this Layout layout) => layout.Kind switch
    {
        LayoutKind.Grid => new LayoutSpec.Grid((int)layout.Rows, (int)layout.Columns),
        LayoutKind.OnePlus => new LayoutSpec.OnePlusN((int)layout.Others),
        LayoutKind.Lecture => new LayoutSpec.Lecture(),
        LayoutKind.Single => new LayoutSpec.Single(),
        LayoutKind.Panes => new LayoutSpec.Panes([.. layout.Panes]),
        _ => new LayoutSpec.Auto(),
    };
}
