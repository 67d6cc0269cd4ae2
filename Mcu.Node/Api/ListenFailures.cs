using System.Net;
using System.Net.Sockets;
using Mcu.Node.Texts;
using Microsoft.AspNetCore.Connections;

namespace Mcu.Node.Api;

/// <summary>Says in the operators' words why an address cannot be opened.</summary>
public static class ListenFailures
{
    /// <summary>The reason, with the configuration key that names the address.</summary>
    public static Message Explain(string key, IPEndPoint address, Exception error) => Message.Of(
        TextOf(error), ("address", address), ("key", key), ("port", address.Port), ("cause", error.Message));

    private static Text TextOf(Exception error) => error switch
    {
        AddressInUseException => StartTexts.PortInUse,
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => StartTexts.PortInUse,
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => StartTexts.AddressNotHere,
        SocketException { SocketErrorCode: SocketError.AccessDenied } => StartTexts.PortForbidden,
        { InnerException: { } inner } => TextOf(inner),
        _ => StartTexts.ListenFailed,
    };
}
