using Mcu.Core.Conferences.Media;

namespace Mcu.Node.Media;

/// <summary>Where a stream's packets leave.</summary>
/// <param name="Rtp">RTP: on the audio loop's thread for sound, the pacer loop's for pictures.</param>
/// <param name="Rtcp">RTCP: on the receive loop's thread.</param>
public sealed record StreamCarrier(IDatagramSender Rtp, IDatagramSender Rtcp);
