using Mcu.Core.Codecs;

namespace Mcu.Node.Simulate;

/// <summary>What one room has measured. Times are from its INVITE; null where it did not come to that.</summary>
public sealed record RoomReport
{
    /// <summary>Which room.</summary>
    public required RoomPlan Room { get; init; }

    /// <summary>How far it is.</summary>
    public required RoomState State { get; init; }

    /// <summary>SIP status that its call failed or ended with; 0 for none.</summary>
    public int SipStatus { get; init; }

    /// <summary>To the 200.</summary>
    public TimeSpan? Answered { get; init; }

    /// <summary>To the first RTP packet of either kind.</summary>
    public TimeSpan? FirstPacket { get; init; }

    /// <summary>To the first decoded picture; for rooms that do not decode, to the end of the first key frame.</summary>
    public TimeSpan? FirstPicture { get; init; }

    /// <summary>What the picture that came is coded with; null when none was agreed.</summary>
    public VideoCodec? VideoCodec { get; init; }

    /// <summary>Columns of the picture that came; 0 unless decoded.</summary>
    public int Width { get; init; }

    /// <summary>Rows of the picture that came; 0 unless decoded.</summary>
    public int Height { get; init; }

    /// <summary>Pictures per second while all were in the call; null when that was less than a second.</summary>
    public double? FramesPerSecond { get; init; }

    /// <summary>Times that the picture stood still for too long.</summary>
    public int Freezes { get; init; }

    /// <summary>The longest of them.</summary>
    public TimeSpan LongestFreeze { get; init; }

    /// <summary>kbit/s of the picture's payload that came, over the whole call.</summary>
    public double VideoKilobitsPerSecond { get; init; }

    /// <summary>Picture packets lost, %.</summary>
    public double VideoLossPercent { get; init; }

    /// <summary>Sound packets lost, %.</summary>
    public double AudioLossPercent { get; init; }

    /// <summary>Loudest 200 ms of sound that came, dBFS.</summary>
    public double LoudestDbfs { get; init; }

    /// <summary>Turns of others that should have been heard.</summary>
    public int TurnsExpected { get; init; }

    /// <summary>Turns of others that were heard.</summary>
    public int TurnsHeard { get; init; }

    /// <summary>The room's own voice in what came back while it spoke, dB against what it sent; null when it never spoke.</summary>
    public double? OwnVoiceDb { get; init; }

    /// <summary>Rooms seen in the composed picture at any time.</summary>
    public int RoomsSeen { get; init; }

    /// <summary>From a room's sending of a frame to its decoding here, median; null when unknown.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>The same, 99th percentile.</summary>
    public TimeSpan? LatencyP99 { get; init; }

    /// <summary>From a room's sending of a frame to the first packet here of the picture that shows it, median; null when unknown.</summary>
    public TimeSpan? PacketLatency { get; init; }

    /// <summary>The same, 99th percentile.</summary>
    public TimeSpan? PacketLatencyP99 { get; init; }

    /// <summary>To the end of the first key frame of slides on its second screen; null: none came.</summary>
    public TimeSpan? FirstSlide { get; init; }

    /// <summary>Key frames that came.</summary>
    public long KeyFrames { get; init; }

    /// <summary>Key frames that the MCU asked for.</summary>
    public long KeyFrameRequests { get; init; }

    /// <summary>Round trip time by RTCP; null when unknown.</summary>
    public TimeSpan? RoundTrip { get; init; }

    /// <summary>The checks that failed; empty when the room passes.</summary>
    public IReadOnlyList<RoomCheck> Failed { get; init; } = [];

    /// <summary>Whether every check passes.</summary>
    public bool Passes => Failed.Count == 0;
}
