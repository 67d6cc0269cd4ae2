namespace Mcu.Node.Net;

/// <summary>A port to add, when there is a handler, or to remove.</summary>
internal sealed record PortCommand(UdpPort Port, IUdpHandler? Handler);
