using Mcu.Core.Time;

namespace Mcu.Core.Recording;

/// <summary>One access unit or Opus packet on its way to the file.</summary>
internal sealed class RecordingPacket
{
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
            bytes = GC.AllocateUninitializedArray<byte>((payload.Length * 3 / 2) + 256);
        }

        payload.CopyTo(bytes);
        length = payload.Length;
        IsKeyFrame = isKeyFrame;
        At = at;
    }
}
