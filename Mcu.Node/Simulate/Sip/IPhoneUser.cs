using Mcu.Core.Sip;
using Mcu.Core.Time;

namespace Mcu.Node.Simulate.Sip;

/// <summary>Hears what happens to one call. The phone's loop only.</summary>
internal interface IPhoneUser
{
    /// <summary>Something happened to the call.</summary>
    void OnEvent(SipEvent e, Instant now);
}
