namespace Mcu.Core.Bfcp;

/// <summary>Who talks with the floor control server about what, as SDP has told the participant (RFC 8856 §5).</summary>
/// <param name="ConferenceId"><c>a=confid</c>.</param>
/// <param name="UserId"><c>a=userid</c>.</param>
/// <param name="FloorId"><c>a=floorid</c>.</param>
/// <param name="Version">2 over UDP, 1 where the peer says <c>a=bfcpver:1</c>.</param>
public sealed record FloorAssociation(uint ConferenceId, ushort UserId, ushort FloorId, byte Version = BfcpMessage.UnreliableVersion);
