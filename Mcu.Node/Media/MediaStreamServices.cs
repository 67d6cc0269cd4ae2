using Mcu.Core.Randomness;
using Mcu.Core.Rtcp;
using Mcu.Node.Net;

namespace Mcu.Node.Media;

/// <summary>What all streams of a node share.</summary>
/// <param name="Ntp">The one mapping to NTP time, for lip sync.</param>
/// <param name="Cname">The node's canonical name in RTCP.</param>
/// <param name="Random">Random bits.</param>
/// <param name="PacerBatch">The pacer loop's batch.</param>
public sealed record MediaStreamServices(NtpClock Ntp, string Cname, IRandomSource Random, UdpSendBatch PacerBatch);
