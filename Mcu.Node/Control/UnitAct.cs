using Mcu.Core.Composing;

namespace Mcu.Node.Control;

/// <summary>What an operator has the node of a unit do in its own conference. Names are as an operator there would give them.</summary>
public abstract record UnitAct
{
    private UnitAct()
    {
    }

    /// <summary>Changes the layout, and names the chair's site (null: as it was).</summary>
    public sealed record SetLayout(LayoutSpec Layout, string? ChairSite) : UnitAct;

    /// <summary>Shows a line of text on the pictures of its rooms; null takes it away.</summary>
    public sealed record ShowMessage(string? Text) : UnitAct;

    /// <summary>Shows a site, or a unit below, large; null clears the focus.</summary>
    public sealed record Focus(string? Site) : UnitAct;
}
