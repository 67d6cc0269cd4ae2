using Mcu.Core.Bfcp;

namespace Mcu.Tests.Bfcp;

public sealed class BfcpMessageTests
{
    // FloorRequest of user 7 in conference 1000 for floor 1, with a priority that we do not look at: as RFC 8855 §5 lays it out.
    private const string Request = "40010002 000003E8 0009 0007 05040001 09044000";

    [Test]
    public void TryParse_FloorRequest_HasItsFields()
    {
        BfcpMessage message = Parse(Request);
        Assert.Multiple(() =>
        {
            Assert.That((message.Version, message.IsResponse, message.Primitive), Is.EqualTo(((byte)2, false, BfcpPrimitive.FloorRequest)));
            Assert.That((message.ConferenceId, message.TransactionId, message.UserId), Is.EqualTo((1000u, (ushort)9, (ushort)7)));
            Assert.That(message.Find(BfcpAttributeType.FloorId)!.Number, Is.EqualTo(1));
            Assert.That(message.Find(BfcpAttributeType.FloorId)!.IsMandatory, Is.True);
            Assert.That(message.Find(BfcpAttributeType.BeneficiaryId), Is.Null);
        });
    }

    [Test]
    public void ToBytes_OfWhatWasParsed_IsTheSame() => Assert.That(Convert.ToHexString(Parse(Request).ToBytes()), Is.EqualTo(Request.Replace(" ", "", StringComparison.Ordinal)));

    [Test]
    public void ToBytes_GroupsAndOddLengths_ArePadded()
    {
        BfcpMessage status = new(BfcpPrimitive.FloorRequestStatus, 1, 2, 3)
        {
            IsResponse = true,
            Attributes =
            [
                BfcpAttribute.Group(BfcpAttributeType.FloorRequestInformation, 4, BfcpAttribute.OfOctets(BfcpAttributeType.RequestStatus, [(byte)BfcpRequestStatus.Granted, 0])),
                BfcpAttribute.OfOctets(BfcpAttributeType.StatusInfo, [.. "abc"u8]),
            ],
        };
        byte[] bytes = status.ToBytes();
        Assert.That(Convert.ToHexString(bytes), Is.EqualTo("50040004" + "00000001" + "00020003" + "1F080004" + "0B040300" + "1305616263000000"));
        Assert.That(Convert.ToHexString(Parse(Convert.ToHexString(bytes)).ToBytes()), Is.EqualTo(Convert.ToHexString(bytes)));
    }

    [TestCase("400100", BfcpParseError.TooShort)]
    [TestCase("40010002 000003E8 0009 0007 05040001", BfcpParseError.Length)]
    [TestCase("60010000 000003E8 0009 0007", BfcpParseError.Version)]
    [TestCase("48010000 000003E8 0009 0007", BfcpParseError.Fragment)]
    [TestCase("40010001 000003E8 0009 0007 05010001", BfcpParseError.Attribute)]
    [TestCase("40010001 000003E8 0009 0007 05080001", BfcpParseError.Attribute)]
    public void TryParse_Malformed_SaysWhy(string hex, BfcpParseError expected)
    {
        Assert.That(BfcpMessage.TryParse(Bytes(hex), out _, out BfcpParseError error), Is.False);
        Assert.That(error, Is.EqualTo(expected));
    }

    [Test]
    public void TryParse_TooMuch_IsRefused()
    {
        Assert.That(BfcpMessage.TryParse(new byte[1500], out _, out BfcpParseError error), Is.False);
        Assert.That(error, Is.EqualTo(BfcpParseError.TooLong));
        Assert.That(BfcpMessage.TryParse(Bytes("40010041 000003E8 0009 0007" + string.Concat(Enumerable.Repeat("05040001", 65))), out _, out error), Is.False);
        Assert.That(error, Is.EqualTo(BfcpParseError.TooManyAttributes));
    }

    [Test]
    public void TryParse_MutatedMessages_NeverThrowAndComeBackTheSame([Range(0, 3)] int seed)
    {
        var random = new Random(seed);
        byte[][] seeds = [Bytes(Request), FloorClient.Hello.ToBytes(), FloorClient.Release(3).ToBytes(), Bytes("400B0000 00000001 0001 0001")];
        for (int i = 0; i < 20_000; i++)
        {
            byte[] bytes = [.. seeds[random.Next(seeds.Length)]];
            for (int flips = random.Next(1, 4); flips > 0; flips--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            byte[] cut = bytes[..random.Next(bytes.Length + 1)];
            if (BfcpMessage.TryParse(cut, out BfcpMessage? message, out BfcpParseError error))
            {
                Assert.That(BfcpMessage.TryParse(message.ToBytes(), out BfcpMessage? again, out _), Is.True);
                Assert.That(again!.ToBytes(), Is.EqualTo(message.ToBytes()));
            }
            else
            {
                Assert.That(error, Is.Not.EqualTo(BfcpParseError.None));
            }
        }
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    private static BfcpMessage Parse(string hex)
    {
        Assert.That(BfcpMessage.TryParse(Bytes(hex), out BfcpMessage? message, out BfcpParseError error), Is.True, $"{error}");
        return message!;
    }
}
