using Mcu.Core.Sdp.Negotiation;

namespace Mcu.Tests.Sdp.Negotiation;

/// <summary>What the tests' MCU can do.</summary>
internal static class Capabilities
{
    public static readonly MediaCapabilities Usual = new()
    {
        Address = "203.0.113.5",
        SessionId = 42,
        Audio = new AudioCapabilities(RtpPorts.From(20000)),
        Video = new VideoCapabilities(RtpPorts.From(20002)) { MaxWidth = 1280, MaxHeight = 720, MaxBitsPerSecond = 2_000_000 },
    };
}
