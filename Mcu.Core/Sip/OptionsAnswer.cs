using Mcu.Core.Sip.Messages;

namespace Mcu.Core.Sip;

/// <summary>The answer to OPTIONS (RFC 3261 §11.2).</summary>
internal static class OptionsAnswer
{
    public static readonly SipAnswer Ok = new(
        200,
        new SipHeader(SipHeaderNames.Allow, SipMethods.Allowed),
        new SipHeader(SipHeaderNames.Accept, SipCapabilities.Accept),
        new SipHeader(SipHeaderNames.Supported, SipCapabilities.Supported));
}
