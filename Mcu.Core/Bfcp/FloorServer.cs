using Mcu.Core.Time;

namespace Mcu.Core.Bfcp;

/// <summary>
/// The floor control server of one participant over UDP (RFC 8855 §13): one floor, which it may ask for; whoever decides calls
/// <see cref="Grant"/> and <see cref="Revoke"/>. Sans-IO: after each call take what is to be sent by <see cref="TryTake"/>.
/// </summary>
/// <param name="association">Who talks about what.</param>
public sealed class FloorServer(FloorAssociation association)
{
    private readonly Queue<byte[]> outgoing = new();
    private readonly AnswerCache answers = new();
    private readonly ServerTransactions unasked = new();
    private readonly FloorMessages texts = new(association);
    private BfcpMessage? unanswered; // the request whose first status is still owed
    private ushort lastRequest;
    private ushort lastHolder;
    private bool watchesFloor;
    private FloorHolder? other;
    private byte version = association.Version;

    /// <summary>The participant's request; 0: it has none.</summary>
    public ushort Request { get; private set; }

    /// <summary>How that stands.</summary>
    public BfcpRequestStatus Status { get; private set; } = BfcpRequestStatus.Released;

    /// <summary>Whether the participant has the floor.</summary>
    public bool IsGranted => Request != 0 && Status == BfcpRequestStatus.Granted;

    /// <summary>Whether anything has come from the participant: who never spoke may not be able to.</summary>
    public bool HasSpoken { get; private set; }

    /// <summary>When <see cref="Tick"/> is due.</summary>
    public Instant Deadline => unasked.Deadline;

    /// <summary>Takes a datagram.</summary>
    public FloorServerEvent Receive(ReadOnlySpan<byte> datagram, Instant now)
    {
        BfcpParseError error = BfcpParser.TryParse(datagram, out BfcpMessage? message);
        if (message is null || error == BfcpParseError.Fragment)
        {
            return FloorServerEvent.None;
        }

        if (message.IsResponse || message.Primitive is BfcpPrimitive.FloorRequestStatusAck or BfcpPrimitive.FloorStatusAck)
        {
            Put(unasked.Acknowledge(message.TransactionId, now));
            return FloorServerEvent.None;
        }

        if (answers.Find(message.TransactionId, now) is { } same)
        {
            outgoing.Enqueue(same);
            return FloorServerEvent.None;
        }

        if (error != BfcpParseError.None)
        {
            Refuse(message, CodeOf(error), now);
            return FloorServerEvent.None;
        }

        (version, HasSpoken) = (message.Version, true);
        return Take(message, now);
    }

    /// <summary>The participant has the floor. Without a request of its own nothing is said.</summary>
    public void Grant(Instant now)
    {
        if (Request != 0 && Status != BfcpRequestStatus.Granted)
        {
            Change(BfcpRequestStatus.Granted, now);
        }
    }

    /// <summary>The floor is another's, or nobody's, or was refused: the request is over.</summary>
    public void Revoke(Instant now)
    {
        if (Request == 0)
        {
            return;
        }

        Change(Status == BfcpRequestStatus.Granted ? BfcpRequestStatus.Revoked : BfcpRequestStatus.Denied, now);
        Request = 0;
    }

    /// <summary>Somebody else has the floor, by name; null: nobody else has. A participant that has asked for the floor's status is told.</summary>
    public void Announce(string? holder, Instant now)
    {
        if (holder == other?.Name)
        {
            return;
        }

        lastHolder = holder is null ? lastHolder : (ushort)(lastHolder + 1);
        other = holder is null ? null : new FloorHolder((ushort)(FloorHolder.FirstRequest | lastHolder), holder);
        TellOfFloor(now);
    }

    /// <summary>Sends again what was not acknowledged. A participant that answers nothing is gone.</summary>
    public FloorServerEvent Tick(Instant now)
    {
        Put(unasked.Tick(now));
        return unasked.HasFailed ? End() : FloorServerEvent.None;
    }

    /// <summary>What is to be sent; false: nothing.</summary>
    public bool TryTake(Instant now, out ReadOnlyMemory<byte> datagram)
    {
        if (unanswered is { } owed)
        {
            unanswered = null;
            Answer(owed, texts.StatusAnswer(owed, Request, Status), now);
        }

        bool any = outgoing.TryDequeue(out byte[]? next);
        datagram = next;
        return any;
    }

    private FloorServerEvent Take(BfcpMessage message, Instant now)
    {
        if (message.ConferenceId != association.ConferenceId || message.UserId != association.UserId)
        {
            bool isElsewhere = message.ConferenceId != association.ConferenceId;
            Refuse(message, isElsewhere ? BfcpErrorCode.ConferenceDoesNotExist : BfcpErrorCode.UserDoesNotExist, now);
            return FloorServerEvent.None;
        }

        if (FloorMessages.HasUnknown(message))
        {
            Refuse(message, BfcpErrorCode.UnknownMandatoryAttribute, now);
            return FloorServerEvent.None;
        }

        switch (message.Primitive)
        {
            case BfcpPrimitive.FloorRequest:
                return Ask(message, now);
            case BfcpPrimitive.FloorRelease:
                return Release(message, now);
            case BfcpPrimitive.Goodbye:
                Answer(message, message.Answer(BfcpPrimitive.GoodbyeAck), now);
                return End();
            default:
                Reply(message, now);
                return FloorServerEvent.None;
        }
    }

    private void Reply(BfcpMessage message, Instant now)
    {
        switch (message.Primitive)
        {
            case BfcpPrimitive.Hello:
                Answer(message, texts.HelloAck(message), now);
                break;
            case BfcpPrimitive.FloorRequestQuery when Request != 0 && message.Find(BfcpAttributeType.FloorRequestId)?.Number == Request:
                Answer(message, texts.StatusAnswer(message, Request, Status), now);
                break;
            case BfcpPrimitive.FloorRequestQuery:
                Refuse(message, BfcpErrorCode.FloorRequestIdDoesNotExist, now);
                break;
            case BfcpPrimitive.FloorQuery:
                watchesFloor = message.Find(BfcpAttributeType.FloorId)?.Number == association.FloorId;
                Answer(message, texts.FloorAnswer(message, Request, Status, other), now);
                break;
            case BfcpPrimitive.UserQuery:
                Answer(message, texts.UserAnswer(message, Request, Status), now);
                break;
            case BfcpPrimitive.ChairAction:
                Refuse(message, BfcpErrorCode.UnauthorizedOperation, now);
                break;
            default:
                Refuse(message, BfcpErrorCode.UnknownPrimitive, now);
                break;
        }
    }

    private FloorServerEvent Ask(BfcpMessage message, Instant now)
    {
        if (message.Find(BfcpAttributeType.FloorId)?.Number != association.FloorId)
        {
            Refuse(message, BfcpErrorCode.InvalidFloorId, now);
            return FloorServerEvent.None;
        }

        if (Request != 0)
        {
            Answer(message, texts.StatusAnswer(message, Request, Status), now); // as if it had asked how that stands
            return FloorServerEvent.None;
        }

        lastRequest = (ushort)((lastRequest + 1) % FloorHolder.FirstRequest is 0 ? 1 : lastRequest + 1);
        (Request, Status, unanswered) = (lastRequest, BfcpRequestStatus.Pending, message);
        return FloorServerEvent.Requested;
    }

    private FloorServerEvent Release(BfcpMessage message, Instant now)
    {
        if (Request == 0 || message.Find(BfcpAttributeType.FloorRequestId)?.Number != Request)
        {
            Refuse(message, BfcpErrorCode.FloorRequestIdDoesNotExist, now);
            return FloorServerEvent.None;
        }

        Status = Status == BfcpRequestStatus.Granted ? BfcpRequestStatus.Released : BfcpRequestStatus.Cancelled;
        Answer(message, texts.StatusAnswer(message, Request, Status), now);
        Request = 0;
        TellOfFloor(now);
        return FloorServerEvent.Released;
    }

    // The answer to the request itself where that is still owed, else a message of our own.
    private void Change(BfcpRequestStatus status, Instant now)
    {
        Status = status;
        if (unanswered is { } owed)
        {
            unanswered = null;
            Answer(owed, texts.StatusAnswer(owed, Request, status), now);
        }
        else
        {
            Put(unasked.Send(texts.StatusNotice(version, Request, status), now));
        }

        TellOfFloor(now);
    }

    private void TellOfFloor(Instant now)
    {
        if (watchesFloor)
        {
            Put(unasked.Send(texts.FloorNotice(version, Request, Status, other), now));
        }
    }

    private FloorServerEvent End()
    {
        bool hadRequest = Request != 0;
        (Request, unanswered, watchesFloor) = (0, null, false);
        unasked.Clear();
        return hadRequest ? FloorServerEvent.Released : FloorServerEvent.None;
    }

    private void Refuse(BfcpMessage message, BfcpErrorCode code, Instant now) => Answer(message, FloorMessages.Error(message, code), now);

    private void Answer(BfcpMessage question, BfcpMessage answer, Instant now)
    {
        byte[] bytes = answer.ToBytes();
        answers.Keep(question.TransactionId, bytes, now);
        outgoing.Enqueue(bytes);
    }

    private void Put(BfcpMessage? message)
    {
        if (message is not null)
        {
            outgoing.Enqueue(message.ToBytes());
        }
    }

    private static BfcpErrorCode CodeOf(BfcpParseError error) => error switch
    {
        BfcpParseError.Version => BfcpErrorCode.UnsupportedVersion,
        BfcpParseError.Length => BfcpErrorCode.IncorrectLength,
        _ => BfcpErrorCode.UnableToParse,
    };
}
