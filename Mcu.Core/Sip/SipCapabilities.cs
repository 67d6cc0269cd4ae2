using Mcu.Core.Sip.Messages;

namespace Mcu.Core.Sip;

/// <summary>What the user agent can do, as it says in Supported and Accept.</summary>
internal static class SipCapabilities
{
    /// <summary>Option tags for Supported. 100rel is understood when required, but not asked for.</summary>
    public const string Supported = "timer";

    /// <summary>Media types for Accept.</summary>
    public const string Accept = "application/sdp, application/media_control+xml, application/dtmf-relay, application/dtmf";

    private static readonly string[] Understood = ["timer", "100rel"];

    /// <summary>The option tags in Require that we do not know, as a list; empty when there is none (RFC 3261 §8.2.2.3).</summary>
    public static string NotUnderstood(SipMessage request) => string.Join(", ", request.Headers.List(SipHeaderNames.Require)
        .Where(tag => !Understood.Contains(tag, StringComparer.OrdinalIgnoreCase)));
}
