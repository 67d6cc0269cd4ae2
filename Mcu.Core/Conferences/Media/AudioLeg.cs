using Mcu.Core.Mixing;
using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Core.Conferences.Media;

/// <summary>
/// One site's sound in a conference: what comes in goes to its place in the mix, what it is to hear goes out on its
/// one continuous RTP line. Belongs to the audio loop once it is in an <see cref="AudioPlan"/>.
/// </summary>
/// <param name="site">The site's key.</param>
/// <param name="receive">Its sound on the way in; none for a site that only listens.</param>
/// <param name="format">What its sound is encoded to.</param>
/// <param name="payloadType">That format's payload type in packets to the site.</param>
/// <param name="line">SSRC, sequence and timestamp of its packets.</param>
/// <param name="sender">Where its packets leave.</param>
/// <param name="packetTime">Sound in a packet to the site: 10, 20, 40 or 60 ms; 20 for Opus.</param>
public sealed class AudioLeg(
    string site,
    AudioReceivePath? receive,
    AudioSendFormat format,
    byte payloadType,
    RtpStreamLine line,
    IDatagramSender sender,
    int packetTime = 20)
{
    private readonly AudioPacketizer packetizer = new(line, payloadType, packetTime, sender);
    private AudioSend? send;
    private long levelBits = BitConverter.DoubleToInt64Bits(AudioLevel.FloorDbfs);

    /// <summary>The site's key.</summary>
    public string Site => site;

    /// <summary>One site, or another node's whole mix, which is always heard and takes no site's place.</summary>
    public MixInputKind Kind { get; init; } = MixInputKind.Site;

    /// <summary>Its sound on the way in.</summary>
    public AudioReceivePath? Receive => receive;

    /// <summary>What its sound is encoded to.</summary>
    public AudioSendFormat Format => format;

    /// <summary>SSRC, sequence and timestamp of its packets, for sender reports.</summary>
    public RtpStreamLine Line => line;

    /// <summary>Level of what it says, dBFS; may be read on any thread.</summary>
    public double LevelDbfs => BitConverter.Int64BitsToDouble(Interlocked.Read(ref levelBits));

    /// <summary>Its place in the mix; none when it only listens.</summary>
    internal MixInput? Input { get; private set; }

    internal void Attach(AudioMixer mixer, SharedAudioEncodes encodes)
    {
        Input = receive is null ? null : mixer.Add(Kind);
        send = encodes.Attach(format, Input);
    }

    internal void Detach(AudioMixer mixer, SharedAudioEncodes encodes)
    {
        encodes.Detach(send!);
        if (Input is not null)
        {
            mixer.Remove(Input);
        }
    }

    internal void Obey(AudioPlanLeg plan)
    {
        send!.IsEnabled = plan.Listens;
        if (Input is not null)
        {
            Input.GainDb = (float)plan.GainDecibels;
            Input.IsMuted = plan.IsMuted;
            Input.HasFloor = plan.HasFloor;
        }
    }

    internal void PullFrame(Instant now) => receive?.Pull(Input!.Frame, now);

    internal void SendFrame(uint mediaTimestamp, Instant now)
    {
        ReadOnlySpan<byte> payload = send!.Payload;
        if (payload.IsEmpty)
        {
            packetizer.Pause();
            return;
        }

        packetizer.Add(payload, mediaTimestamp, send.TimestampStep, now);
    }

    internal void NoteLevel()
    {
        if (Input is not null)
        {
            Interlocked.Exchange(ref levelBits, BitConverter.DoubleToInt64Bits(Input.Level.RmsDbfs));
        }
    }
}
