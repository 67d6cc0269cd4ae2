using System.Numerics;
using Mcu.Core.Time;

namespace Mcu.Core.Recording;

/// <summary>One access unit or Opus packet on its way to the file.</summary>
internal sealed class RecordingPacket
{
    private const int Smallest = 512;
    private byte[] bytes = [];
    private int length;

    /// <summary>The payload.</summary>
    public ReadOnlySpan<byte> Payload => bytes.AsSpan(0, length);

    /// <summary>When it was captured.</summary>
    public Instant At { get; private set; }

    /// <summary>Whether decoding can start here.</summary>
    public bool IsKeyFrame { get; private set; }

    /// <summary>Copies a payload in; the buffer grows to the largest that comes.</summary>
    public void Fill(ReadOnlySpan<byte> payload, bool isKeyFrame, Instant at)
    {
        if (bytes.Length < payload.Length)
        {
            uint capacity = BitOperations.RoundUpToPowerOf2((uint)Math.Max(payload.Length, Smallest));
            bytes = GC.AllocateUninitializedArray<byte>((int)capacity);
        }

        payload.CopyTo(bytes);
        length = payload.Length;
        IsKeyFrame = isKeyFrame;
        At = at;
    }
}
