using Mcu.Core.Bfcp;
using Mcu.Core.Time;

namespace Mcu.Tests.Bfcp;

/// <summary>A room's side of floor control over UDP: asks, sends again what was not answered, acknowledges.</summary>
internal sealed class FloorClient(FloorAssociation association)
{
    private readonly Queue<byte[]> outgoing = new();
    private readonly HashSet<ushort> seen = [];
    private BfcpMessage? open;
    private Instant resendAt = Instant.Never;
    private TimeSpan wait;
    private ushort lastTransaction;

    /// <summary>A greeting of user 7 in conference 1000.</summary>
    public static BfcpMessage Hello { get; } = new(BfcpPrimitive.Hello, 1000, 1, 7);

    /// <summary>What it was told, in order, once each: <c>FloorRequestStatus 1 Granted</c>.</summary>
    public List<string> Told { get; } = [];

    /// <summary>Its request; 0 before it was answered.</summary>
    public ushort Request { get; private set; }

    /// <summary>How that stands.</summary>
    public BfcpRequestStatus Status { get; private set; }

    /// <summary>Whether it waits for an answer.</summary>
    public bool IsWaiting => open is not null;

    /// <summary>A release of a request by the same user.</summary>
    public static BfcpMessage Release(ushort request) =>
        new(BfcpPrimitive.FloorRelease, 1000, 2, 7) { Attributes = [BfcpAttribute.Of(BfcpAttributeType.FloorRequestId, request)] };

    public void Ask(BfcpPrimitive primitive, Instant now, params BfcpAttribute[] attributes)
    {
        open = new BfcpMessage(primitive, association.ConferenceId, ++lastTransaction, association.UserId) { Attributes = attributes };
        wait = TimeSpan.FromMilliseconds(500);
        Send(now);
    }

    public void AskForFloor(Instant now) => Ask(BfcpPrimitive.FloorRequest, now, BfcpAttribute.Of(BfcpAttributeType.FloorId, association.FloorId));

    public void ReleaseFloor(Instant now) => Ask(BfcpPrimitive.FloorRelease, now, BfcpAttribute.Of(BfcpAttributeType.FloorRequestId, Request));

    public void Receive(ReadOnlySpan<byte> datagram)
    {
        Assert.That(BfcpMessage.TryParse(datagram, out BfcpMessage? message, out BfcpParseError error), Is.True, $"{error}");
        if (message!.IsResponse)
        {
            if (message.TransactionId != open?.TransactionId)
            {
                return; // an answer that comes again
            }

            (open, resendAt) = (null, Instant.Never);
        }
        else
        {
            BfcpPrimitive ack = message.Primitive == BfcpPrimitive.FloorStatus ? BfcpPrimitive.FloorStatusAck : BfcpPrimitive.FloorRequestStatusAck;
            outgoing.Enqueue(message.Answer(ack).ToBytes());
            if (!seen.Add(message.TransactionId))
            {
                return;
            }
        }

        Note(message);
    }

    public void Tick(Instant now)
    {
        if (now >= resendAt)
        {
            wait *= 2;
            Send(now);
        }
    }

    public bool TryTake(out byte[]? datagram) => outgoing.TryDequeue(out datagram);

    private void Send(Instant now)
    {
        outgoing.Enqueue(open!.ToBytes());
        resendAt = now + wait;
    }

    private void Note(BfcpMessage message)
    {
        string text = $"{message.Primitive}";
        if (message.Find(BfcpAttributeType.ErrorCode) is { } code)
        {
            text += $" {(BfcpErrorCode)code.Value.Span[0]}";
        }

        if (message.Find(BfcpAttributeType.FloorRequestInformation) is { } information)
        {
            // Request id, OVERALL-REQUEST-STATUS (its header and id), REQUEST-STATUS (its header), status.
            BfcpRequestStatus status = (BfcpRequestStatus)information.Value.Span[8];
            text += $" {information.Number} {status}";
            if (message.Primitive == BfcpPrimitive.FloorRequestStatus)
            {
                (Request, Status) = ((ushort)information.Number!, status);
            }
        }

        Told.Add(text);
    }
}
