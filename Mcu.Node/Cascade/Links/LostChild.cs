namespace Mcu.Node.Cascade.Links;

/// <summary>A node below that was linked, and is not now.</summary>
/// <param name="Node">Its id.</param>
/// <param name="Title">Its name.</param>
/// <param name="Since">When its link ended.</param>
public sealed record LostChild(string Node, string Title, DateTimeOffset Since);
