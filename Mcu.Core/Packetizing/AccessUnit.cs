using Mcu.Core.Time;

namespace Mcu.Core.Packetizing;

/// <summary>
/// One compressed picture in memory that has one owner at a time: H.264 as Annex B, VP8 as one frame. Grows as needed
/// up to 2 MB and keeps what it has grown to.
/// </summary>
public sealed class AccessUnit
{
    /// <summary>Most bytes of a picture: a media bomb ends here.</summary>
    public const int MaxLength = 2 * 1024 * 1024;

    private const int InitialCapacity = 16 * 1024;

    private readonly AccessUnitPool pool;
    private byte[] bytes = GC.AllocateUninitializedArray<byte>(InitialCapacity);

    internal AccessUnit(AccessUnitPool pool) => this.pool = pool;

    /// <summary>The picture.</summary>
    public ReadOnlySpan<byte> Span => bytes.AsSpan(0, Length);

    /// <summary>Its bytes.</summary>
    public int Length { get; private set; }

    /// <summary>Whether decoding can start here.</summary>
    public bool IsKeyFrame { get; internal set; }

    /// <summary>Its RTP timestamp.</summary>
    public uint RtpTimestamp { get; internal set; }

    /// <summary>When its last packet came in.</summary>
    public Instant ReceivedAt { get; internal set; }

    /// <summary>Gives the unit back to its pool; the caller must not touch it again.</summary>
    public void Return() => pool.Return(this);

    internal bool TryAppend(ReadOnlySpan<byte> more)
    {
        if (Length + more.Length > MaxLength)
        {
            return false;
        }

        if (Length + more.Length > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Min(MaxLength, Math.Max(bytes.Length * 2, Length + more.Length)));
        }

        more.CopyTo(bytes.AsSpan(Length));
        Length += more.Length;
        return true;
    }

    internal void Clear()
    {
        Length = 0;
        IsKeyFrame = false;
    }
}
