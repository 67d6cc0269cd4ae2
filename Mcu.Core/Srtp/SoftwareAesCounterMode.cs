using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Mcu.Core.Srtp;

/// <summary>The framework's block cipher over many counter blocks at once: twice as slow as the instructions, on any processor.</summary>
internal sealed class SoftwareAesCounterMode : AesCounterMode
{
    private const int ChunkLength = 1024;

    private readonly Aes aes = Aes.Create();
    private readonly ICryptoTransform encryptor;
    private readonly byte[] counters = new byte[ChunkLength];
    private readonly byte[] keyStream = new byte[ChunkLength];

    /// <summary>Takes the key.</summary>
    public SoftwareAesCounterMode(ReadOnlySpan<byte> key)
    {
        aes.SetKey(key);
        aes.Mode = CipherMode.ECB;
        aes.Padding = PaddingMode.None;
        encryptor = aes.CreateEncryptor();
    }

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<byte> counter, Span<byte> data)
    {
        uint number = BinaryPrimitives.ReadUInt32BigEndian(counter[(BlockLength - sizeof(uint))..]);
        while (!data.IsEmpty)
        {
            int length = Math.Min(data.Length, ChunkLength);
            int blocks = (length + BlockLength - 1) / BlockLength;
            for (int i = 0; i < blocks; i++)
            {
                Span<byte> block = counters.AsSpan(i * BlockLength, BlockLength);
                counter.CopyTo(block);
                BinaryPrimitives.WriteUInt32BigEndian(block[(BlockLength - sizeof(uint))..], number++);
            }

            encryptor.TransformBlock(counters, 0, blocks * BlockLength, keyStream, 0);
            for (int i = 0; i < length; i++)
            {
                data[i] ^= keyStream[i];
            }

            data = data[length..];
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        encryptor.Dispose();
        aes.Dispose();
        base.Dispose();
    }
}
