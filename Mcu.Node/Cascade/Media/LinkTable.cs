using System.Diagnostics.CodeAnalysis;
using Mcu.Node.Media;

namespace Mcu.Node.Cascade.Media;

/// <summary>Whom a link's packets are for, by the source that the other side announced: immutable, and replaced as a whole.</summary>
internal sealed class LinkTable
{
    private readonly Dictionary<uint, MediaStream> bySource;
    private readonly MediaStream[] streams;

    /// <summary>A table of open channels.</summary>
    public LinkTable(IEnumerable<LinkChannel> channels)
    {
        bySource = channels.Where(channel => channel.IsOpen).ToDictionary(channel => channel.PeerSsrc, channel => channel.Stream);
        streams = [.. bySource.Values];
    }

    /// <summary>Nobody.</summary>
    public static LinkTable Empty { get; } = new([]);

    /// <summary>All of them.</summary>
    public ReadOnlySpan<MediaStream> Streams => streams;

    /// <summary>Whether a stream is in it.</summary>
    public bool Has(MediaStream stream) => Array.IndexOf(streams, stream) >= 0;

    /// <summary>Whether a source is somebody's.</summary>
    public bool Knows(uint source) => bySource.ContainsKey(source);

    /// <summary>Finds the stream of a source.</summary>
    public bool TryFind(uint source, [NotNullWhen(true)] out MediaStream? stream) => bySource.TryGetValue(source, out stream);
}
