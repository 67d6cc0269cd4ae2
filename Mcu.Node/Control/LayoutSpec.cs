namespace Mcu.Node.Control;

/// <summary>How the composed picture is divided.</summary>
public enum LayoutKind
{
    /// <summary>Equal tiles that grow with the number of sites.</summary>
    Auto,

    /// <summary>Equal tiles, columns x rows.</summary>
    Grid,

    /// <summary>One large tile and N small ones.</summary>
    OnePlus,

    /// <summary>The chair full screen for all; the chair sees a patrol of the others.</summary>
    Lecture,

    /// <summary>One site full screen.</summary>
    Single,
}

/// <summary>A layout as an operator names it.</summary>
/// <param name="Columns">Grid only, 1 to 5; else 0.</param>
/// <param name="Rows">Grid only, 1 to 5; else 0.</param>
/// <param name="Others">OnePlus only: small tiles, 1 to 24; else 0.</param>
/// <param name="MainSite">The site in the large tile; null: the floor's holder, else the active speaker.</param>
/// <param name="Panes">Tiles bound to sites by name, connected or not.</param>
public sealed record LayoutSpec(
    LayoutKind Kind,
    int Columns = 0,
    int Rows = 0,
    int Others = 0,
    string? MainSite = null,
    IReadOnlyList<PaneBinding>? Panes = null)
{
    /// <summary>Equal tiles that grow with the number of sites.</summary>
    public static LayoutSpec Auto { get; } = new(LayoutKind.Auto);

    /// <summary>Never null.</summary>
    public IReadOnlyList<PaneBinding> Panes { get; init; } = Panes ?? [];
}

/// <summary>A tile that belongs to a site.</summary>
/// <param name="Index">1 for the first (largest or top left) tile.</param>
public sealed record PaneBinding(int Index, string Site);
