using Mcu.Core.Buffers;
using Mcu.Core.Rtcp;
using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Node.Simulate.Pictures;

/// <summary>
/// A room that does not decode: it follows packets and frames, and asks for a key frame at the start and after loss as a
/// decoder would.
/// </summary>
internal sealed class PacketReceiver : IPictureReceiver
{
    private readonly PictureLog log;
    private readonly PictureRhythm rhythm;
    private readonly KeyFrameRequester keyFrames = new();
    private long lost;
    private long keyFramesBefore;

    /// <summary>Makes a receiver of packets.</summary>
    public PacketReceiver(PictureLog log, PictureRhythm rhythm)
    {
        this.log = log;
        this.rhythm = rhythm;
        keyFrames.RequestFromNewSource();
    }

    /// <inheritdoc/>
    public SsrcDemux Demux { get; } = new(RtpClock.Video);

    /// <inheritdoc/>
    public byte FirSequence => keyFrames.FirSequence;

    /// <inheritdoc/>
    public void Receive(PacketBuffer datagram, Instant now)
    {
        if (RtpPacket.TryParse(datagram.Span, out RtpPacket packet, out _))
        {
            Demux.Route(packet, now, out _);
            if (log.Note(packet, now))
            {
                rhythm.Note(isChanged: true, now);
            }

            FollowKeyFrames();
        }

        datagram.Return();
    }

    /// <inheritdoc/>
    public void Tick(Instant now, TimeSpan roundTrip)
    {
        long missing = Demux.Active?.Log.Lost ?? 0;
        if (missing > lost)
        {
            keyFrames.Request();
        }

        lost = missing;
    }

    /// <inheritdoc/>
    public bool TryTakeKeyFrameRequest(Instant now) => keyFrames.TrySend(now);

    private void FollowKeyFrames()
    {
        if (log.KeyFrames != keyFramesBefore)
        {
            keyFramesBefore = log.KeyFrames;
            keyFrames.KeyFrameReceived();
        }
    }
}
