namespace Mcu.Core.Sip;

/// <summary>A message to send. If it cannot be sent, hand the same object to <see cref="SipUserAgent.SendFailed"/>.</summary>
/// <param name="Bytes">The octets.</param>
/// <param name="Flow">Where and over what.</param>
/// <param name="TransactionKey">The transaction that it belongs to; null for an ACK to a 2xx or a stateless answer.</param>
public sealed record SipOutgoing(ReadOnlyMemory<byte> Bytes, SipFlow Flow, string? TransactionKey)
{
    /// <summary>Whether it sends a room elsewhere: the one thing that a node says which does not lead its HA group.</summary>
    public bool IsOfStandby { get; init; }
}
