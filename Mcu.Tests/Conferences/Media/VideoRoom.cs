using Mcu.Core.Buffers;
using Mcu.Core.Codecs;
using Mcu.Core.Composing;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Packetizing;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Tests.Harness;
using Mcu.Tests.Packetizing;

namespace Mcu.Tests.Conferences.Media;

/// <summary>A room that shows one brightness, in memory: its access units go to its source, its packets are noted.</summary>
internal sealed class VideoRoom : IDisposable
{
    private readonly AccessUnitPool units;
    private bool hasBegun;

    public VideoRoom(int number, AccessUnitPool units, PacketPool pool, ICodecFactory codecs)
    {
        this.units = units;
        Name = $"s{number}";
        Source = new VideoSource(codecs, VideoCodec.H264, new VideoDecoderLimits(), () => { });
        Path = new VideoSendPath(96, 100_000_000, new RtpStreamLine(RtpClock.Video, new SeededRandom(number)), Sent, pool, new SeededRandom(number));
    }

    public string Name { get; }

    public VideoSource Source { get; }

    public VideoSendPath Path { get; }

    public CapturingSender Sent { get; } = new();

    public VideoPlanSite Site => new($"Xã {Name}", Source, PaneStatus.Live, IsMuted: false, HasFloor: false, Speaks: false);

    /// <summary>Sends a picture, a key frame when asked for one or at first.</summary>
    public void Show(byte brightness, Instant now)
    {
        if (!units.TryRent(out AccessUnit? unit))
        {
            throw new InvalidOperationException("Access units are not given back.");
        }

        unit.TryAppend([FakeVideoDecoder.Good, brightness]);
        unit.IsKeyFrame = !hasBegun || Source.TakeKeyFrameWanted();
        unit.ReceivedAt = now;
        hasBegun = true;
        Source.Offer(unit);
        Source.Process();
    }

    public void Dispose()
    {
        Source.Dispose();
        Path.Close();
        Path.Send(Instant.Never);
    }
}
