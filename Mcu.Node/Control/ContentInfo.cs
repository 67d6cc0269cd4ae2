namespace Mcu.Node.Control;

/// <summary>Whose slides (trình chiếu) are shown.</summary>
/// <param name="Presenter">Name of the site; null: nobody's are.</param>
/// <param name="Waiting">Names of further sites that have slides to show.</param>
public sealed record ContentInfo(string? Presenter, IReadOnlyList<string> Waiting);
