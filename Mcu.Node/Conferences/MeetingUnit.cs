namespace Mcu.Node.Conferences;

/// <summary>A node below this one that has, or may have, sites in a conference.</summary>
/// <param name="Path">The nodes down to it: <c>khanh-son</c>, <c>khanh-son/to-hap</c>.</param>
/// <param name="Title">Its name as operators read it.</param>
/// <param name="GivesMosaic">Whether it composes one picture of its sites; older ones do not.</param>
public sealed record MeetingUnit(string Path, string Title, bool GivesMosaic)
{
    /// <summary>Whether the link through which it is here is up.</summary>
    public bool IsLinked { get; init; } = true;

    /// <summary>Its name and path: <c>Khánh Sơn (khanh-son)</c>.</summary>
    public string Shown => $"{Title} ({Path})";
}
