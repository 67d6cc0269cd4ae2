using Mcu.Core.Sip.Messages;

namespace Mcu.Core.Sip;

/// <summary>What the user agent gives out, until it is taken.</summary>
internal sealed class SipOutbox(SipCounters counters)
{
    private readonly Queue<SipOutgoing> messages = new();
    private readonly Queue<SipEvent> events = new();

    public void Send(ReadOnlyMemory<byte> bytes, SipFlow flow, string? transactionKey = null, bool isOfStandby = false)
    {
        counters.Sent++;
        messages.Enqueue(new SipOutgoing(bytes, flow, transactionKey) { IsOfStandby = isOfStandby });
    }

    public void Tell(SipEvent e) => events.Enqueue(e);

    /// <summary>Throws away what was not taken.</summary>
    public void Clear()
    {
        messages.Clear();
        events.Clear();
    }

    public bool TryTakeMessage(out SipOutgoing message) => messages.TryDequeue(out message!);

    public bool TryTakeEvent(out SipEvent e) => events.TryDequeue(out e!);
}
