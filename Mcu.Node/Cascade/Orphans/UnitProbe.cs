using System.Net;
using Mcu.Node.Calls;
using Mcu.Node.Cascade.Links;
using Mcu.Node.Loops;

namespace Mcu.Node.Cascade.Orphans;

/// <summary>
/// Asks the MCUs of a unit by SIP whether they live: a link may be lost alone, to a firewall or a certificate, while its node goes on with
/// its meeting. Any thread.
/// </summary>
internal sealed class UnitProbe(SipGateway gateway, NodeLinks links, ControlLoop control)
{
    private static readonly TimeSpan TurnLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2); // for three questions, the last after 1.5 s

    /// <summary>Whether any of them answers; when this node is too busy to ask, that is taken for so.</summary>
    public async Task<bool> IsAliveAsync(string unit)
    {
        try
        {
            Task<bool>[] asked = await control.Invoke(() => links.SipOf(unit).Select(Ask).ToArray(), TurnLimit);
            return (await Task.WhenAll(asked)).Contains(true);
        }
        catch (ControlRefusedException)
        {
            return true;
        }
    }

    private Task<bool> Ask(IPEndPoint address)
    {
        var answered = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        gateway.Agent.Ask(address, heard => answered.TrySetResult(heard), MonotonicClock.Now);
        gateway.Flush();
        return WithinPatience(answered.Task);
    }

    private static async Task<bool> WithinPatience(Task<bool> answer)
    {
        try
        {
            return await answer.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
