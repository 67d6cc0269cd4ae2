namespace Mcu.Core.Codecs;

/// <summary>
/// A place for one decoded picture. It holds a reference to the decoder's memory, which the decoder does not write
/// again while the reference lasts. One owner at a time; made by <see cref="ICodecFactory.CreatePicture"/>.
/// </summary>
public abstract class DecodedPicture : IDisposable
{
    /// <summary>The samples; empty before the first decode and after <see cref="Release"/>.</summary>
    public abstract PictureView View { get; }

    /// <summary>Width of a sample divided by its height (SAR, H.264 Table E-1); 1 when square or unknown.</summary>
    public abstract double SampleAspect { get; }

    /// <summary>When the access unit's last packet came in: the start of the latency that we measure.</summary>
    public Time.Instant ReceivedAt { get; set; }

    /// <summary>The RTP timestamp of the access unit.</summary>
    public uint RtpTimestamp { get; set; }

    /// <summary>Gives the decoder its memory back.</summary>
    public abstract void Release();

    /// <inheritdoc/>
    public abstract void Dispose();
}
