using System.Collections.Concurrent;
using Mcu.Node.Loops;

namespace Mcu.Tests.Harness;

/// <summary>Keeps the faults that loops report.</summary>
internal sealed class RecordingObserver : ILoopObserver
{
    public ConcurrentQueue<(string Loop, Exception Fault, TimeSpan Pause)> Faults { get; } = new();

    public void OnFault(string loop, Exception fault, TimeSpan pause) => Faults.Enqueue((loop, fault, pause));
}
