namespace Mcu.Core.Sip.Messages;

/// <summary>A message body with its media type; opaque here.</summary>
/// <param name="ContentType">The media type with its parameters, as in Content-Type.</param>
/// <param name="Bytes">The octets.</param>
public sealed record SipBody(string ContentType, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The media type of session descriptions.</summary>
    public const string SdpType = "application/sdp";

    /// <summary>A session description.</summary>
    public static SipBody Sdp(ReadOnlyMemory<byte> bytes) => new(SdpType, bytes);

    /// <summary>True when the media type is this one, whatever its case and parameters.</summary>
    public bool Is(string mediaType) =>
        ContentType.AsSpan().TrimStart().StartsWith(mediaType, StringComparison.OrdinalIgnoreCase)
        && (ContentType.Trim().Length == mediaType.Length || ContentType.AsSpan().TrimStart()[mediaType.Length] is ';' or ' ' or '\t');
}
