using Mcu.Node.Net;

namespace Mcu.Node.Media;

/// <summary>The sockets of one call before anybody knows what they will carry.</summary>
/// <param name="Audio">For sound.</param>
/// <param name="Video">For the picture.</param>
public sealed record LegPorts(MediaPortPair Audio, MediaPortPair Video);
