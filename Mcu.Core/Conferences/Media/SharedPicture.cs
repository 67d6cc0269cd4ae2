using Mcu.Core.Packetizing;
using Mcu.Core.Time;

namespace Mcu.Core.Conferences.Media;

/// <summary>
/// One encoded and packetized picture on its way to many legs. Each holder counts; when the last lets go it returns to
/// its encoder's stock.
/// </summary>
public sealed class SharedPicture
{
    private readonly SharedPictureStock stock;
    private int holders;

    internal SharedPicture(SharedPictureStock stock) => this.stock = stock;

    /// <summary>Its RTP payloads.</summary>
    public PacketizedPicture Packets { get; } = new();

    /// <summary>Media time of the picture in 90 kHz units.</summary>
    public uint Timestamp { get; internal set; }

    /// <summary>When it was composed.</summary>
    public Instant CapturedAt { get; internal set; }

    /// <summary>Whether decoding can start here.</summary>
    public bool IsKeyFrame { get; internal set; }

    /// <summary>One holder more.</summary>
    public void Hold() => Interlocked.Increment(ref holders);

    /// <summary>One holder less; the caller must not touch it again.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref holders) == 0)
        {
            stock.Return(this);
        }
    }
}

/// <summary>A bounded stock of <see cref="SharedPicture"/>s of one encoder.</summary>
public sealed class SharedPictureStock(int capacity)
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<SharedPicture> idle = new();
    private int made;

    /// <summary>Takes an empty picture, held once by the caller; none when all are on their way.</summary>
    public SharedPicture? Rent()
    {
        if (!idle.TryDequeue(out SharedPicture? picture))
        {
            if (made == capacity)
            {
                return null;
            }

            made++;
            picture = new SharedPicture(this);
        }

        picture.Hold();
        return picture;
    }

    internal void Return(SharedPicture picture) => idle.Enqueue(picture);
}
