namespace Mcu.Core.Packetizing;

/// <summary>
/// Reads the bits of a NAL unit's payload and leaves out the emulation prevention bytes (H.264 §7.4.1). Past the end it
/// gives zeros and says so: no read can fail.
/// </summary>
internal ref struct RbspReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int next;
    private int zeros;
    private int current;
    private int bitsLeft;

    /// <summary>Whether more was read than there is, or a code was longer than 32 bits.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>u(1).</summary>
    public bool ReadFlag() => ReadBit() != 0;

    /// <summary>u(n), n at most 32.</summary>
    public uint ReadBits(int count)
    {
        uint value = 0;
        for (; count > 0; count--)
        {
            value = (value << 1) | ReadBit();
        }

        return value;
    }

    /// <summary>ue(v) (§9.1).</summary>
    public uint ReadUnsigned()
    {
        int leading = 0;
        while (ReadBit() == 0)
        {
            if (++leading >= 32 || IsBroken)
            {
                IsBroken = true;
                return 0;
            }
        }

        return (uint)((1UL << leading) - 1 + ReadBits(leading));
    }

    /// <summary>se(v) (§9.1.1).</summary>
    public int ReadSigned()
    {
        uint code = ReadUnsigned();
        return (code & 1) != 0 ? (int)((code >> 1) + 1) : -(int)(code >> 1);
    }

    private uint ReadBit()
    {
        if (bitsLeft == 0)
        {
            LoadByte();
        }

        bitsLeft--;
        return (uint)(current >> bitsLeft) & 1;
    }

    private void LoadByte()
    {
        if (zeros >= 2 && next < bytes.Length && bytes[next] == 3)
        {
            next++;
            zeros = 0;
        }

        bitsLeft = 8;
        if (next >= bytes.Length)
        {
            IsBroken = true;
            current = 0;
            return;
        }

        current = bytes[next++];
        zeros = current == 0 ? zeros + 1 : 0;
    }
}
