using System.Globalization;
using Mcu.Core.Bfcp;

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>Writes and reads the floor control line of the slides (RFC 8856). Only UDP: over TCP it is refused.</summary>
internal static class FloorLine
{
    /// <summary>The one floor that there is: the slides.</summary>
    public const ushort FloorId = 1;

    private const string Protocol = "UDP/BFCP";

    /// <summary>Whether a peer's line is one that we can serve: over UDP, of a client.</summary>
    public static bool IsUsable(MediaDescription line) =>
        line.Port != 0
        && line.Protocol.Equals(Protocol, StringComparison.OrdinalIgnoreCase)
        && (line.Attributes.FirstValueOf("floorctrl") is not { } roles || roles.Split(' ').Any(role => role is "c-only" or "c-s"));

    /// <summary>Our line.</summary>
    public static MediaDescription Write(FloorCapabilities ours, string? label) => new()
    {
        Media = "application",
        Port = ours.Port,
        Protocol = Protocol,
        Formats = ["*"],
        Attributes =
        [
            new SdpAttribute("floorctrl", "s-only"),
            new SdpAttribute("confid", ours.ConferenceId.ToString(CultureInfo.InvariantCulture)),
            new SdpAttribute("userid", ours.UserId.ToString(CultureInfo.InvariantCulture)),
            new FloorIdAttribute(FloorId, label is null ? [] : [label]).ToAttribute(),
        ],
    };

    /// <summary>What is agreed with a peer's line; null when its address is nothing that we can send to.</summary>
    /// <param name="theirs">The peer's line.</param>
    /// <param name="ours">Our line.</param>
    /// <param name="localAddress">Our address.</param>
    public static NegotiatedFloor? Agree(RemoteLine theirs, MediaDescription ours, string localAddress)
    {
        MediaTransport? transport = theirs.FindTransport(RtpPorts.From(ours.Port), localAddress, rtcpMux: true);
        return transport is null || !IsUsable(theirs.Media) || ours.Port == 0 ? null : new NegotiatedFloor
        {
            Line = theirs.Index,
            LocalPort = ours.Port,
            RemoteAddress = transport.RemoteAddress,
            RemotePort = transport.RemoteRtpPort,
            Association = new FloorAssociation(Number(ours, "confid"), (ushort)Number(ours, "userid"), FloorId, VersionOf(theirs.Media)),
        };
    }

    private static uint Number(MediaDescription line, string name) =>
        uint.TryParse(line.Attributes.FirstValueOf(name), NumberStyles.None, CultureInfo.InvariantCulture, out uint number) ? number : 0;

    // Who has version 1 alone says so; of several the newest counts (RFC 8856 §5.5).
    private static byte VersionOf(MediaDescription line) =>
        line.Attributes.FirstValueOf("bfcpver") is { } versions && !versions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Contains("2")
            ? BfcpMessage.ReliableVersion
            : BfcpMessage.UnreliableVersion;
}
