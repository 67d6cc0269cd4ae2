using System.Collections.Concurrent;
using Mcu.Core.Codecs;
using Mcu.Node.Loops;

namespace Mcu.Node.Alarms;

/// <summary>Keeps what loops survived until the alarms are looked at, and passes it on. Any thread; bounded.</summary>
public sealed class FaultInbox(ILoopObserver next) : ILoopObserver
{
    private const int Capacity = 256;
    private readonly ConcurrentQueue<AlarmSign> signs = new();

    /// <inheritdoc/>
    public void OnFault(string loop, Exception fault, TimeSpan pause)
    {
        Add(fault is CodecException ? AlarmKind.CodecFailed : AlarmKind.LoopFailed, loop, fault);
        next.OnFault(loop, fault, pause);
    }

    /// <summary>A codec of a site could not be opened.</summary>
    public void OnCodecFailed(string site, CodecException fault) => Add(AlarmKind.CodecFailed, site, fault);

    /// <summary>Takes what has come in.</summary>
    public void DrainTo(ICollection<AlarmSign> target)
    {
        while (signs.TryDequeue(out AlarmSign? sign))
        {
            target.Add(sign);
        }
    }

    private void Add(AlarmKind kind, string subject, Exception fault)
    {
        if (signs.Count < Capacity)
        {
            signs.Enqueue(new AlarmSign(kind, subject, ("cause", fault.Message)));
        }
    }
}
