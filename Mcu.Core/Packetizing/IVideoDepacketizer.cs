using System.Diagnostics.CodeAnalysis;
using Mcu.Core.Codecs;
using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Core.Packetizing;

/// <summary>
/// Puts the ordered packets of one SSRC together to whole access units. What has a hole is dropped, and so is all that
/// follows up to the next key frame, so that a decoder never sees a picture whose reference is missing. One thread.
/// </summary>
public interface IVideoDepacketizer
{
    /// <summary>What it reads.</summary>
    VideoCodec Codec { get; }

    /// <summary>Whether nothing more can be shown before a key frame comes: ask for one.</summary>
    bool NeedsKeyFrame { get; }

    /// <summary>Units dropped because they were broken, too large or waited for a key frame.</summary>
    long DroppedUnits { get; }

    /// <summary>Width and height that the stream last declared; 0 x 0 before.</summary>
    (int Width, int Height) Size { get; }

    /// <summary>Takes the next packet of the sequence; then call <see cref="TryTake"/> until it is false.</summary>
    DepacketizeResult Push(in RtpPacket packet, Instant receivedAt);

    /// <summary>Says that packets are missing before the next one.</summary>
    void Gap();

    /// <summary>Gives a whole unit, which the caller then owns.</summary>
    bool TryTake([NotNullWhen(true)] out AccessUnit? unit);

    /// <summary>Forgets everything: for another SSRC, or at the end (it returns what it holds).</summary>
    void Reset();
}
