using Mcu.Core.Time;
using Mcu.Node.Simulate.Pictures;
using Mcu.Node.Simulate.Sound;

namespace Mcu.Node.Simulate;

/// <summary>Finds rooms by number for those that measure. Filled once, before the first call.</summary>
internal sealed class RoomDirectory(FleetClock clock) : ISpeakers, ISentFrames
{
    private IReadOnlyList<SimulatedRoom> rooms = [];

    /// <summary>While set nobody is missed who is not heard: somebody has parted the meeting on purpose. Any thread.</summary>
    public bool IsParted { get; set; }

    /// <summary>Takes all rooms in.</summary>
    public void Fill(IReadOnlyList<SimulatedRoom> all) => rooms = all;

    /// <inheritdoc/>
    public bool IsSpeaking(int room, TimeSpan turnStart) => !IsParted && rooms[room].SpeaksSince <= clock.Epoch + turnStart;

    /// <inheritdoc/>
    public Instant SentAt(FrameCode code) => code.Room < rooms.Count ? rooms[code.Room].SentAt(code.Frame) : Instant.Distant;
}
