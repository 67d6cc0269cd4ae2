using System.Security.Cryptography;
using Google.Protobuf;
using Mcu.Node.Failover;

namespace Mcu.Tests.Failover;

/// <summary>What of a call's record is to be read on disk, and by whom.</summary>
public sealed class RecordSealTests
{
    private static readonly ByteString Record = ByteString.CopyFromUtf8("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:secret");

    [Test]
    public void TryOpen_SameSecretKindAndKey_GivesTheRecord()
    {
        byte[] secret = RandomNumberGenerator.GetBytes(RecordSeal.SecretBytes);
        using RecordSeal one = new(secret), other = new(secret);
        ByteString sealedRecord = one.Seal(2, "call", Record);
        Assert.That(other.TryOpen(2, "call", sealedRecord, out ByteString? open));
        Assert.That(open, Is.EqualTo(Record));
        Assert.That(sealedRecord.ToStringUtf8(), Does.Not.Contain("secret"));
        Assert.That(one.Seal(2, "call", Record), Is.Not.EqualTo(sealedRecord), "a nonce is used once");
    }

    [TestCase(3u, "call", 0, TestName = "TryOpen_OtherKind_Refuses")]
    [TestCase(2u, "another", 0, TestName = "TryOpen_OtherKey_Refuses")]
    [TestCase(2u, "call", 20, TestName = "TryOpen_DamagedByte_Refuses")]
    [TestCase(2u, "call", -30, TestName = "TryOpen_CutShort_Refuses")]
    public void TryOpen_NotWhatWasSealed_Refuses(uint kind, string key, int damage)
    {
        using var seal = new RecordSeal(RandomNumberGenerator.GetBytes(RecordSeal.SecretBytes));
        byte[] bytes = seal.Seal(2, "call", Record).ToByteArray();
        bytes = damage < 0 ? bytes[..^-damage] : bytes;
        bytes[Math.Max(0, damage)] ^= (byte)(damage > 0 ? 1 : 0);
        Assert.That(seal.TryOpen(kind, key, ByteString.CopyFrom(bytes), out _), Is.False);
    }

    [Test]
    public void TryOpen_OtherSecretOrTooShort_Refuses()
    {
        using RecordSeal one = new(new byte[RecordSeal.SecretBytes]), other = new([.. Enumerable.Repeat((byte)1, RecordSeal.SecretBytes)]);
        Assert.That(other.TryOpen(2, "call", one.Seal(2, "call", Record), out _), Is.False);
        Assert.That(one.TryOpen(2, "call", ByteString.CopyFrom(1, 2, 3), out _), Is.False);
        Assert.That(() => new RecordSeal(new byte[16]), Throws.ArgumentException);
    }
}
