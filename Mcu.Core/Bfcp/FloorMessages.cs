namespace Mcu.Core.Bfcp;

/// <summary>What a floor control server says (RFC 8855 §5.3).</summary>
internal sealed class FloorMessages(FloorAssociation association)
{
    private static readonly byte[] Primitives =
    [
        (byte)BfcpPrimitive.FloorRequest, (byte)BfcpPrimitive.FloorRelease, (byte)BfcpPrimitive.FloorRequestQuery, (byte)BfcpPrimitive.FloorRequestStatus,
        (byte)BfcpPrimitive.UserQuery, (byte)BfcpPrimitive.UserStatus, (byte)BfcpPrimitive.FloorQuery, (byte)BfcpPrimitive.FloorStatus,
        (byte)BfcpPrimitive.Hello, (byte)BfcpPrimitive.HelloAck, (byte)BfcpPrimitive.Error, (byte)BfcpPrimitive.FloorRequestStatusAck,
        (byte)BfcpPrimitive.FloorStatusAck, (byte)BfcpPrimitive.Goodbye, (byte)BfcpPrimitive.GoodbyeAck,
    ];

    // Seven bits of type, and one that is reserved (RFC 8855 §5.2.10).
    private static readonly byte[] AttributeTypes = [.. Enumerable.Range(1, (int)BfcpAttributeType.OverallRequestStatus).Select(type => (byte)(type << 1))];

    /// <summary>Whether a message has a mandatory attribute that nobody here knows.</summary>
    public static bool HasUnknown(BfcpMessage message) => message.Attributes.Any(attribute =>
        attribute.IsMandatory && attribute.Type is < BfcpAttributeType.BeneficiaryId or > BfcpAttributeType.OverallRequestStatus);

    /// <summary>A refusal.</summary>
    public static BfcpMessage Error(BfcpMessage question, BfcpErrorCode code)
    {
        byte[] unknown = code == BfcpErrorCode.UnknownMandatoryAttribute
            ? [.. question.Attributes.Where(attribute => attribute.Type > BfcpAttributeType.OverallRequestStatus).Select(attribute => (byte)((byte)attribute.Type << 1))]
            : [];
        BfcpMessage answer = question.Answer(BfcpPrimitive.Error, BfcpAttribute.OfOctets(BfcpAttributeType.ErrorCode, [(byte)code, .. unknown]));
        return code == BfcpErrorCode.UnsupportedVersion ? answer with { Version = BfcpMessage.UnreliableVersion, IsResponse = true } : answer;
    }

    /// <summary>What is known here.</summary>
    public BfcpMessage HelloAck(BfcpMessage question) => question.Answer(
        BfcpPrimitive.HelloAck,
        BfcpAttribute.OfOctets(BfcpAttributeType.SupportedPrimitives, Primitives),
        BfcpAttribute.OfOctets(BfcpAttributeType.SupportedAttributes, AttributeTypes));

    /// <summary>How a request stands, asked for.</summary>
    public BfcpMessage StatusAnswer(BfcpMessage question, ushort request, BfcpRequestStatus status) =>
        question.Answer(BfcpPrimitive.FloorRequestStatus, Information(request, status));

    /// <summary>The same, unasked.</summary>
    public BfcpMessage StatusNotice(byte version, ushort request, BfcpRequestStatus status) =>
        Notice(BfcpPrimitive.FloorRequestStatus, version, Information(request, status));

    /// <summary>Who has the floor, asked for.</summary>
    public BfcpMessage FloorAnswer(BfcpMessage question, ushort request, BfcpRequestStatus status, FloorHolder? other) =>
        question.Answer(BfcpPrimitive.FloorStatus, Floor(request, status, other));

    /// <summary>The same, unasked.</summary>
    public BfcpMessage FloorNotice(byte version, ushort request, BfcpRequestStatus status, FloorHolder? other) =>
        Notice(BfcpPrimitive.FloorStatus, version, Floor(request, status, other));

    /// <summary>The participant's requests.</summary>
    public BfcpMessage UserAnswer(BfcpMessage question, ushort request, BfcpRequestStatus status) => question.Answer(
        BfcpPrimitive.UserStatus, request == 0 ? [Beneficiary] : [Beneficiary, Information(request, status)]);

    private BfcpAttribute Beneficiary => BfcpAttribute.Group(BfcpAttributeType.BeneficiaryInformation, association.UserId);

    private BfcpMessage Notice(BfcpPrimitive primitive, byte version, params IReadOnlyList<BfcpAttribute> attributes) =>
        new(primitive, association.ConferenceId, 0, association.UserId) { Version = version, Attributes = attributes };

    private BfcpAttribute[] Floor(ushort request, BfcpRequestStatus status, FloorHolder? other)
    {
        List<BfcpAttribute> floor = [BfcpAttribute.Of(BfcpAttributeType.FloorId, association.FloorId)];
        if (other is not null)
        {
            BfcpAttribute name = BfcpAttribute.OfOctets(BfcpAttributeType.UserDisplayName, other.NameBytes());
            BfcpAttribute holder = BfcpAttribute.Group(BfcpAttributeType.BeneficiaryInformation, FloorHolder.UserId, name);
            floor.Add(Information(other.Request, BfcpRequestStatus.Granted, holder));
        }

        if (request != 0)
        {
            floor.Add(Information(request, status));
        }

        return [.. floor];
    }

    private BfcpAttribute Information(ushort request, BfcpRequestStatus status) => Information(request, status, Beneficiary);

    private BfcpAttribute Information(ushort request, BfcpRequestStatus status, BfcpAttribute beneficiary)
    {
        BfcpAttribute state = BfcpAttribute.OfOctets(BfcpAttributeType.RequestStatus, [(byte)status, 0]);
        return BfcpAttribute.Group(
            BfcpAttributeType.FloorRequestInformation,
            request,
            BfcpAttribute.Group(BfcpAttributeType.OverallRequestStatus, request, state),
            BfcpAttribute.Group(BfcpAttributeType.FloorRequestStatus, association.FloorId, state),
            beneficiary);
    }
}
