using Mcu.Core.Buffers;
using Mcu.Core.Time;
using Mcu.Node.Loops;

namespace Mcu.Node.Simulate.Media;

/// <summary>The one thread that sends for all rooms and plays out what they get: each 5 ms it serves the rooms whose time has come.</summary>
internal sealed class SendLoop : ILoopBody, IDisposable
{
    private const int LargestPicture = 256; // packets
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(5);

    private readonly IReadOnlyList<SimulatedRoom> rooms;
    private readonly PacketBuffer[] scratch = new PacketBuffer[LargestPicture];
    private readonly PeriodicLoop loop;

    /// <summary>Makes and starts the thread.</summary>
    public SendLoop(IReadOnlyList<SimulatedRoom> rooms, ILoopObserver observer)
    {
        this.rooms = rooms;
        var pool = new PacketPool(LargestPicture); // apart from what comes in, so that a flood cannot starve it
        for (int i = 0; i < scratch.Length; i++)
        {
            pool.TryRent(out PacketBuffer? buffer);
            scratch[i] = buffer!;
        }

        loop = new PeriodicLoop(new PeriodicLoopOptions { Name = "sim-send", Period = Period, Priority = LoopPriority.High }, this, observer);
        loop.Start();
    }

    /// <summary>How late and how busy it is.</summary>
    public LoopStatistics Statistics => loop.Statistics;

    /// <inheritdoc/>
    public void Tick(Instant due, Instant now)
    {
        for (int i = 0; i < rooms.Count; i++)
        {
            rooms[i].Serve(scratch, now);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => loop.Dispose();
}
