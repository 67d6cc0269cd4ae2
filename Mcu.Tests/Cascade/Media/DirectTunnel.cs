using Mcu.Node.Cascade.Media;

namespace Mcu.Tests.Cascade.Media;

/// <summary>A tunnel that hands packets straight to the other end.</summary>
internal sealed class DirectTunnel : ILinkTunnel
{
    private long sound;
    private long pictures;

    /// <summary>The other end; none: it refuses everything.</summary>
    public LinkMedia? Far { get; set; }

    public long Sound => Volatile.Read(ref sound);

    public long Pictures => Volatile.Read(ref pictures);

    public long PicturesDropped => 0;

    public bool TrySendSound(ReadOnlySpan<byte> packet)
    {
        Interlocked.Increment(ref sound);
        return Far?.TryTakeFromTunnel(packet) ?? false;
    }

    public bool TrySendPicture(ReadOnlySpan<byte> packet)
    {
        Interlocked.Increment(ref pictures);
        return Far?.TryTakeFromTunnel(packet) ?? false;
    }
}
