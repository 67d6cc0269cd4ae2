using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Instructions = System.Runtime.Intrinsics.X86.Aes;

namespace Mcu.Core.Srtp;

/// <summary>AES-NI, four blocks at a time: the unit's latency is four times its throughput.</summary>
internal sealed class HardwareAesCounterMode : AesCounterMode
{
    private const int Lanes = 4;

    private readonly Vector128<byte>[] roundKeys;

    /// <summary>Expands the key.</summary>
    public HardwareAesCounterMode(ReadOnlySpan<byte> key) => roundKeys = Expand(key);

    /// <summary>Whether this processor has the instructions.</summary>
    public static bool IsSupported => Instructions.IsSupported && BitConverter.IsLittleEndian;

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<byte> counter, Span<byte> data)
    {
        Vector128<byte> first = Vector128.Create(counter);
        uint number = BinaryPrimitives.ReadUInt32BigEndian(counter[(BlockLength - sizeof(uint))..]);
        for (; data.Length >= Lanes * BlockLength; data = data[(Lanes * BlockLength)..])
        {
            ApplyLanes(first, number, ref MemoryMarshal.GetReference(data));
            number += Lanes;
        }

        for (; data.Length >= BlockLength; data = data[BlockLength..])
        {
            (Vector128.Create<byte>(data[..BlockLength]) ^ Encrypt(BlockOf(first, number++))).CopyTo(data);
        }

        if (!data.IsEmpty)
        {
            ApplyRest(Encrypt(BlockOf(first, number)), data);
        }
    }

    private static void ApplyRest(Vector128<byte> keyStream, Span<byte> data)
    {
        Span<byte> bytes = stackalloc byte[BlockLength];
        keyStream.CopyTo(bytes);
        for (int i = 0; i < data.Length; i++)
        {
            data[i] ^= bytes[i];
        }
    }

    private static Vector128<byte> BlockOf(Vector128<byte> first, uint number) =>
        first.AsUInt32().WithElement(3, BinaryPrimitives.ReverseEndianness(number)).AsByte();

    private void ApplyLanes(Vector128<byte> first, uint number, ref byte data)
    {
        Vector128<byte>[] keys = roundKeys;
        Vector128<byte> a = BlockOf(first, number) ^ keys[0];
        Vector128<byte> b = BlockOf(first, number + 1) ^ keys[0];
        Vector128<byte> c = BlockOf(first, number + 2) ^ keys[0];
        Vector128<byte> d = BlockOf(first, number + 3) ^ keys[0];
        for (int round = 1; round < keys.Length - 1; round++)
        {
            Vector128<byte> key = keys[round];
            a = Instructions.Encrypt(a, key);
            b = Instructions.Encrypt(b, key);
            c = Instructions.Encrypt(c, key);
            d = Instructions.Encrypt(d, key);
        }

        Vector128<byte> last = keys[^1];
        (Vector128.LoadUnsafe(ref data) ^ Instructions.EncryptLast(a, last)).StoreUnsafe(ref data);
        (Vector128.LoadUnsafe(ref data, BlockLength) ^ Instructions.EncryptLast(b, last)).StoreUnsafe(ref data, BlockLength);
        (Vector128.LoadUnsafe(ref data, 2 * BlockLength) ^ Instructions.EncryptLast(c, last)).StoreUnsafe(ref data, 2 * BlockLength);
        (Vector128.LoadUnsafe(ref data, 3 * BlockLength) ^ Instructions.EncryptLast(d, last)).StoreUnsafe(ref data, 3 * BlockLength);
    }

    private Vector128<byte> Encrypt(Vector128<byte> block)
    {
        block ^= roundKeys[0];
        for (int round = 1; round < roundKeys.Length - 1; round++)
        {
            block = Instructions.Encrypt(block, roundKeys[round]);
        }

        return Instructions.EncryptLast(block, roundKeys[^1]);
    }

    // FIPS 197 §5.2, for keys of four and eight words.
    private static Vector128<byte>[] Expand(ReadOnlySpan<byte> key)
    {
        int keyWords = key.Length / sizeof(uint);
        var expanded = new Vector128<byte>[keyWords + 7];
        Span<uint> words = MemoryMarshal.Cast<Vector128<byte>, uint>(expanded.AsSpan());
        MemoryMarshal.Cast<byte, uint>(key).CopyTo(words);
        uint roundConstant = 1;
        for (int i = keyWords; i < words.Length; i++)
        {
            uint word = words[i - 1];
            if (i % keyWords == 0)
            {
                word = Substitute(word, isRotated: true) ^ roundConstant;
                roundConstant = (roundConstant << 1) ^ ((roundConstant >> 7) * 0x11B);
            }
            else if (keyWords > 6 && i % keyWords == 4)
            {
                word = Substitute(word, isRotated: false);
            }

            words[i] = words[i - keyWords] ^ word;
        }

        return expanded;
    }

    // The instruction gives the substituted word in one lane, and rotated in the next.
    private static uint Substitute(uint word, bool isRotated) =>
        Instructions.KeygenAssist(Vector128.Create(word).AsByte(), 0).AsUInt32().GetElement(isRotated ? 1 : 0);
}
