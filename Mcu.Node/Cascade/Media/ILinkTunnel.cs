namespace Mcu.Node.Cascade.Media;

/// <summary>
/// The way of a link's media where UDP does not get through. Packets are taken on any loop's thread, without waiting: what there is
/// no room for is refused, and what has waited too long is dropped. What comes in goes to <see cref="LinkMedia.TryTakeFromTunnel"/>.
/// </summary>
public interface ILinkTunnel
{
    /// <summary>
    /// Packets of pictures that were taken and then dropped. When it changes, pictures start again with their next key frame.
    /// </summary>
    long PicturesDropped { get; }

    /// <summary>Takes a copy of a packet of sound, or of its RTCP; once taken, it is dropped when it has waited for 100 ms.</summary>
    bool TrySendSound(ReadOnlySpan<byte> packet);

    /// <summary>Takes a copy of a packet of pictures, or of their RTCP.</summary>
    bool TrySendPicture(ReadOnlySpan<byte> packet);
}
