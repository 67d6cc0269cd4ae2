using Mcu.Core.Codecs;
using Mcu.Core.Srtp;

namespace Mcu.Tests.Bench.Nodes;

/// <summary>A node and the rooms that are in its conference.</summary>
internal sealed class NodeUnderLoad : IDisposable
{
    private const double SettleSeconds = 3;
    private const double ResumeSeconds = 1.5;
    private readonly NodeProcess node;
    private readonly FleetProcess fleet;

    /// <summary>Starts both, has all rooms call, and lets the compiler and the encoder settle.</summary>
    public NodeUnderLoad(BenchContext context, int rooms, AudioCodec sound, string? layout = null, int height = 360, SrtpPolicy srtp = SrtpPolicy.Off)
    {
        node = new NodeProcess(context, layout ?? Grid(rooms));
        try
        {
            fleet = new FleetProcess(context, new FleetOrder(node.Target, rooms, node.RoomPorts) { Sound = sound, Height = height, Srtp = srtp });
            fleet.CallAll();
        }
        catch
        {
            Dispose();
            throw;
        }

        Settle(SettleSeconds);
    }

    /// <summary>The node.</summary>
    public NodeProcess Node => node;

    /// <summary>The rooms.</summary>
    public FleetProcess Fleet => fleet;

    /// <summary>The smallest square grid that shows so many rooms; at most 10x10, which shows the first hundred.</summary>
    public static string Grid(int rooms)
    {
        int side = Math.Min(10, (int)Math.Ceiling(Math.Sqrt(rooms)));
        return $"grid:{side}x{side}";
    }

    /// <summary>Rooms send nothing, so that the machine is free for another measurement.</summary>
    public void Pause() => fleet.Pause();

    /// <summary>The node's CPU-milliseconds a second while rooms send; they are paused again afterwards.</summary>
    public double MeasureBetweenPauses(double seconds)
    {
        fleet.Resume();
        Settle(ResumeSeconds);
        double cost = node.Measure(seconds);
        fleet.Pause();
        return cost;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        fleet?.Dispose();
        node.Dispose();
    }

    private static void Settle(double seconds) => Thread.Sleep(TimeSpan.FromSeconds(seconds));
}
