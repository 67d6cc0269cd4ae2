using Mcu.Cascade.Media;

namespace Mcu.Node.Cascade.Media;

/// <summary>One sending thread's cipher of one source, made anew when the key changes. One thread.</summary>
internal sealed class LinkSealerSlot : IDisposable
{
    private LinkSealer? sealer;

    /// <summary>The cipher of a key.</summary>
    public LinkSealer Of(LinkKey key)
    {
        if (!ReferenceEquals(sealer?.Key, key))
        {
            sealer?.Dispose();
            sealer = new LinkSealer(key);
        }

        return sealer;
    }

    /// <inheritdoc/>
    public void Dispose() => sealer?.Dispose();
}
