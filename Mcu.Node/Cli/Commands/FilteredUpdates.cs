using Grpc.Core;
using Mcu.V1;

namespace Mcu.Node.Cli.Commands;

/// <summary>A conference's measurements with only the sites that are to be shown.</summary>
internal sealed class FilteredUpdates(IAsyncStreamReader<WatchUpdate> updates, SiteFilter filter)
{
    /// <summary>The newest.</summary>
    public WatchUpdate Current => updates.Current;

    /// <summary>Waits for the next; false when there are no more.</summary>
    public async Task<bool> MoveNext(CancellationToken cancel)
    {
        bool there = await updates.MoveNext(cancel);
        if (there)
        {
            filter.Apply(updates.Current);
        }

        return there;
    }
}
