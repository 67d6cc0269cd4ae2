using Mcu.Core.Sip.Messages;

namespace Mcu.Node.Calls;

/// <summary>Key frame requests in INFO (RFC 5168). Read as text, not as XML: no entity of a stranger's is ever expanded.</summary>
public static class KeyFrameRequests
{
    private const int Longest = 4096;
    private const string Type = "application/media_control+xml";

    /// <summary>The body of our requests.</summary>
    public static SipBody Body { get; } = new(
        Type,
        """<?xml version="1.0" encoding="utf-8"?><media_control><vc_primitive><to_encoder><picture_fast_update/></to_encoder></vc_primitive></media_control>"""u8.ToArray());

    /// <summary>Whether an INFO asks for a key frame.</summary>
    public static bool IsRequest(SipBody? body) =>
        body is not null && body.Is(Type) && body.Bytes.Length <= Longest && body.Bytes.Span.IndexOf("picture_fast_update"u8) >= 0;
}
