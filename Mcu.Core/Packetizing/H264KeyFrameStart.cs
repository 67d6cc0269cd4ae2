namespace Mcu.Core.Packetizing;

/// <summary>Tells, without depacketizing, where a key frame begins in a stream of H.264 packets (RFC 6184 §5.2).</summary>
public static class H264KeyFrameStart
{
    private const int FirstOfStap = 3; // after the STAP-A header and the first unit's size, §5.7.1
    private const int FragmentStart = 0x80;

    /// <summary>Whether an RTP payload begins a key frame: a sequence parameter set, or the first part of an IDR slice.</summary>
    public static bool Is(ReadOnlySpan<byte> payload) => payload.Length > FirstOfStap && H264NalType.Of(payload[0]) switch
    {
        H264NalType.StapA => IsKeyUnit(payload[FirstOfStap]),
        H264NalType.FuA => (payload[1] & FragmentStart) != 0 && IsKeyUnit(payload[1]),
        _ => IsKeyUnit(payload[0]),
    };

    private static bool IsKeyUnit(byte header) => H264NalType.Of(header) is H264NalType.Sps or H264NalType.IdrSlice;
}
