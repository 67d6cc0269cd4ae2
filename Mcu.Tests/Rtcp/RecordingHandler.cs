using System.Text;
using Mcu.Core.Rtcp;
using Mcu.Core.Time;

namespace Mcu.Tests.Rtcp;

/// <summary>Writes down what it hears.</summary>
internal sealed class RecordingHandler : IRtcpHandler, IRtcpEvents
{
    public List<string> Heard { get; } = [];

    public void OnSenderReport(in SenderInfo info) => Heard.Add($"SR {info.Ssrc} {info.RtpTimestamp} {info.Packets} {info.Octets}");

    public void OnReportBlock(uint reporter, in ReportBlock block) =>
        Heard.Add($"block {block.Ssrc} {block.FractionLost} {block.CumulativeLost} {block.HighestSequence}");

    public void OnCname(uint ssrc, ReadOnlySpan<byte> name) => Heard.Add($"cname {Encoding.UTF8.GetString(name)}");

    public void OnBye(uint ssrc) => Heard.Add($"bye {ssrc}");

    public void OnNack(uint mediaSsrc, ushort sequence) => Heard.Add($"nack {sequence}");

    public void OnPictureLoss(uint mediaSsrc) => Heard.Add($"pli {mediaSsrc}");

    public void OnFullIntraRequest(uint mediaSsrc, byte sequence) => Heard.Add($"fir {mediaSsrc} {sequence}");

    public void OnTmmbr(uint sender, in BitRateLimit limit) => Heard.Add($"tmmbr {limit.Ssrc} {limit.BitsPerSecond} {limit.OverheadBytes}");

    public void OnTmmbn(uint sender, in BitRateLimit limit) => Heard.Add($"tmmbn {limit.Ssrc} {limit.BitsPerSecond}");

    public void OnRemb(uint sender, long bitsPerSecond) => Heard.Add($"remb {bitsPerSecond}");

    public void OnKeyFrameRequested(Instant now) => Heard.Add("key frame");

    public void OnNack(ushort sequence, Instant now) => Heard.Add($"resend {sequence}");

    public void OnPeerReport(in PeerReport report, Instant now) =>
        Heard.Add($"report {report.Loss:F2} {report.RoundTrip?.TotalMilliseconds:F0}");

    public void OnRateLimit(RateLimitKind kind, long bitsPerSecond, Instant now) => Heard.Add($"limit {kind} {bitsPerSecond}");

    public void OnBye(uint ssrc, Instant now) => Heard.Add($"left {ssrc}");
}
