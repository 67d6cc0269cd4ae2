using Mcu.Core.Srtp;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Bench.Micro;

/// <summary>Protects and opens packets of one size under one suite.</summary>
internal sealed class SrtpLoad
{
    private const int HeaderLength = 12;
    private readonly SrtpCipher cipher;
    private readonly byte[] room = new byte[2048];
    private readonly byte[] sealedPacket;
    private readonly int length;
    private ulong index;

    /// <summary>Makes keys.</summary>
    public SrtpLoad(SrtpProfile profile, int length)
    {
        this.length = length;
        cipher = SrtpCipher.Create(profile, SrtpKey.Create(profile, new SeededRandom(1)), isRtcp: false);
        sealedPacket = new byte[length + cipher.Overhead];
        cipher.Seal(1, 0, sealedPacket, HeaderLength, length);
    }

    /// <summary>Protects the next packet.</summary>
    public void Protect() => cipher.Seal(1, ++index, room, HeaderLength, length);

    /// <summary>Opens the same packet again.</summary>
    public void Open()
    {
        sealedPacket.CopyTo(room, 0);
        if (!cipher.TryOpen(1, 0, room.AsSpan(0, sealedPacket.Length), HeaderLength, out _))
        {
            throw new BenchException("a packet did not open");
        }
    }
}
