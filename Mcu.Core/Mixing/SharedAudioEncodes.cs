using Mcu.Core.Codecs;

namespace Mcu.Core.Mixing;

/// <summary>
/// Turns a mixer's mixes into payloads, encoding once whatever is the same for several legs. Belongs to the audio loop:
/// <c>mixer.Mix(now); encodes.Encode();</c> then send each leg's <see cref="AudioSend.Payload"/>. Encoding allocates
/// nothing once as many have spoken together as ever will.
/// </summary>
public sealed class SharedAudioEncodes(ICodecFactory factory, AudioMixer mixer) : IDisposable
{
    private readonly List<AudioEncodeGroup> groups = [];
    private readonly MixHistory history = new();
    private long frame;

    /// <summary>Encodes that the last frame took, for the metrics.</summary>
    public int LastEncodes { get; private set; }

    /// <summary>Encoders in existence.</summary>
    public int Encoders => groups.Sum(group => group.Encoders);

    /// <summary>
    /// Adds a leg. Makes encoders where needed; throws <see cref="CodecException"/> when the format is refused.
    /// </summary>
    public AudioSend Attach(AudioSendFormat format, MixInput? input)
    {
        AudioEncodeGroup? group = groups.Find(candidate => candidate.Format == format);
        if (group is null)
        {
            group = new(factory, format);
            groups.Add(group);
        }

        AudioSend send = new(group, input);
        group.Add(send, mixer.HeardCount + 1);
        return send;
    }

    /// <summary>Takes a leg out; the encoders of a format that nobody wants any more are freed.</summary>
    public void Detach(AudioSend send)
    {
        send.Group.Remove(send);
        if (send.Group.Legs == 0 && groups.Remove(send.Group))
        {
            send.Group.Dispose();
        }
    }

    /// <summary>Encodes the frame that the mixer has just mixed.</summary>
    public void Encode()
    {
        frame++;
        int encodes = 0;
        foreach (AudioEncodeGroup group in groups)
        {
            encodes += group.Encode(mixer, history, frame);
        }

        LastEncodes = encodes;
        history.Add(mixer.Common);
    }

    /// <summary>Frees all encoders.</summary>
    public void Dispose()
    {
        groups.ForEach(group => group.Dispose());
        groups.Clear();
    }
}
