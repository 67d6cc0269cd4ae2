using Mcu.Core.Codecs;

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>The names, clock rates and usual payload types of the audio codecs.</summary>
internal static class AudioEncodings
{
    public const string TelephoneEvent = "telephone-event";

    private const int NarrowClockRate = 8_000;
    private const int OpusClockRate = 48_000;

    /// <summary>The codec of a map, if we know it. G.722 is 8000 by RFC 3551 §4.5.2, yet rooms are met that write 16000.</summary>
    public static AudioCodec? Find(RtpMap? map) => map switch
    {
        { ClockRate: NarrowClockRate } when map.Is("PCMU") => AudioCodec.Pcmu,
        { ClockRate: NarrowClockRate } when map.Is("PCMA") => AudioCodec.Pcma,
        { ClockRate: NarrowClockRate or 16_000 } when map.Is("G722") => AudioCodec.G722,
        { ClockRate: OpusClockRate } when map.Is("opus") => AudioCodec.Opus,
        _ => null,
    };

    public static RtpMap ToRtpMap(AudioCodec codec, int payloadType) => codec switch
    {
        AudioCodec.Pcmu => new RtpMap(payloadType, "PCMU", NarrowClockRate),
        AudioCodec.Pcma => new RtpMap(payloadType, "PCMA", NarrowClockRate),
        AudioCodec.G722 => new RtpMap(payloadType, "G722", NarrowClockRate),
        _ => new RtpMap(payloadType, "opus", OpusClockRate, 2), // RFC 7587 §7: two channels always
    };

    public static int ClockRateOf(AudioCodec codec) => codec == AudioCodec.Opus ? OpusClockRate : NarrowClockRate;

    /// <summary>The static payload type, or the dynamic one that we like best.</summary>
    public static int UsualPayloadType(AudioCodec codec) => codec switch
    {
        AudioCodec.Pcmu => 0,
        AudioCodec.Pcma => 8,
        AudioCodec.G722 => 9,
        _ => 111,
    };

    public static int UsualTelephoneEventPayloadType(int clockRate) => clockRate == OpusClockRate ? 110 : 101;

    /// <summary>The telephone-event payload types among a line's formats, with their clock rates.</summary>
    public static List<RtpMap> FindTelephoneEvents(MediaDescription media)
    {
        List<RtpMap> events = [];
        foreach (int payloadType in media.PayloadTypes)
        {
            if (media.FindRtpMap(payloadType) is { } map && map.Is(TelephoneEvent))
            {
                events.Add(map);
            }
        }

        return events;
    }

    /// <summary>The one of the codec's clock rate, else the first: telephone-event/8000 stands beside wide codecs too.</summary>
    public static RtpMap? Choose(List<RtpMap> events, int clockRate) =>
        events.Find(map => map.ClockRate == clockRate) ?? (events.Count > 0 ? events[0] : null);
}
