namespace Mcu.Core.Composing;

/// <summary>
/// The layout that an operator asks for: one of the records inside. Written as
/// <c>auto | grid:RxC | 1+N | lecture | single | panes:site-a,site-b,...</c>.
/// </summary>
public abstract record LayoutSpec
{
    /// <summary>The most rows or columns of a <see cref="Grid"/>.</summary>
    public const int MaxGridSide = 10;

    /// <summary>The most sites of <see cref="Panes"/>, and the most that <see cref="Auto"/> shows at once.</summary>
    public const int MaxPanes = 25;

    private LayoutSpec()
    {
    }

    /// <summary>The text of <see cref="LayoutSpecParser"/>.</summary>
    protected abstract string Text { get; }

    /// <summary>Reads the text form; <paramref name="spec"/> is <see cref="Auto"/> when that fails.</summary>
    public static bool TryParse(string? text, out LayoutSpec spec, out LayoutParseError error) =>
        LayoutSpecParser.TryParse(text, out spec, out error);

    /// <summary>Writes the text form, which parses back to an equal layout.</summary>
    public sealed override string ToString() => Text;

    /// <summary>The smallest equal grid that holds everybody, 1x1 to 5x5; more sites than 25 take turns.</summary>
    public sealed record Auto : LayoutSpec
    {
        /// <inheritdoc/>
        protected override string Text => "auto";
    }

    /// <summary>An equal grid of a fixed size.</summary>
    /// <param name="Rows">1 to 10.</param>
    /// <param name="Columns">1 to 10.</param>
    public sealed record Grid(int Rows, int Columns) : LayoutSpec
    {
        /// <inheritdoc/>
        protected override string Text => $"grid:{Rows}x{Columns}";
    }

    /// <summary>One large picture, of who has the floor or speaks, and small ones around it.</summary>
    /// <param name="Small">5, 7, 9 or 12.</param>
    public sealed record OnePlusN(int Small) : LayoutSpec
    {
        /// <inheritdoc/>
        protected override string Text => $"1+{Small}";
    }

    /// <summary>Members see the chair; the chair sees the members in turn.</summary>
    public sealed record Lecture : LayoutSpec
    {
        /// <inheritdoc/>
        protected override string Text => "lecture";
    }

    /// <summary>Who has the floor or speaks, full screen.</summary>
    public sealed record Single : LayoutSpec
    {
        /// <inheritdoc/>
        protected override string Text => "single";
    }

    /// <summary>An equal grid whose panes belong to named sites, before they connect and after they leave.</summary>
    /// <param name="Sites">1 to 25 different site ids.</param>
    public sealed record Panes(IReadOnlyList<string> Sites) : LayoutSpec
    {
        /// <inheritdoc/>
        protected override string Text => "panes:" + string.Join(',', Sites);

        /// <inheritdoc/>
        public bool Equals(Panes? other) => other is not null && Sites.SequenceEqual(other.Sites, StringComparer.Ordinal);

        /// <inheritdoc/>
        public override int GetHashCode() => string.GetHashCode(Text, StringComparison.Ordinal);
    }
}
