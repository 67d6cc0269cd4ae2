using Mcu.Core.Codecs;

namespace Mcu.Core.Mixing;

/// <summary>
/// The legs of one format: one encoder for all who get the common mix, and one more for each who is heard. An own
/// encoder is warmed up with the last common mixes before its first packet, and is kept for 400 ms after its leg has
/// fallen silent: by then it has encoded the common mix for so long that its state is the shared encoder's. So the
/// listener's decoder, which has one state for both, crosses over without a click in either direction.
/// </summary>
internal sealed class AudioEncodeGroup : IDisposable
{
    private const int LingerFrames = 20;
    private readonly ICodecFactory factory;
    private readonly List<AudioSend> sends = [];
    private readonly Stack<EncoderLine> idle = new();
    private readonly EncoderLine shared;

    public AudioEncodeGroup(ICodecFactory factory, AudioSendFormat format)
    {
        this.factory = factory;
        Format = format;
        shared = Create();
        TimestampStep = shared.TimestampStep;
    }

    public AudioSendFormat Format { get; }

    public int TimestampStep { get; }

    public int Legs => sends.Count;

    /// <summary>Encoders in existence, the shared one included.</summary>
    public int Encoders { get; private set; }

    /// <summary>Adds a leg, and makes sure that as many own encoders as will usually be needed exist beforehand.</summary>
    public void Add(AudioSend send, int expectedOwn)
    {
        sends.Add(send);
        if (Encoders - 1 < Math.Min(expectedOwn, sends.Count))
        {
            idle.Push(Create());
        }
    }

    public void Remove(AudioSend send)
    {
        if (sends.Remove(send))
        {
            Release(send);
        }
    }

    /// <summary>Encodes a frame for every leg; returns how many encodes that took.</summary>
    public int Encode(AudioMixer mixer, MixHistory history, long frame)
    {
        AssignOwn(history, frame);
        int encodes = 0;
        foreach (AudioSend send in sends)
        {
            send.Source = send.IsEnabled ? send.Own ?? shared : null;
            if (send.Source is { } line && line.LastFrame != frame)
            {
                EncodeOnce(line, line == shared ? mixer.Common : mixer.MinusFor(send.Input), history, frame);
                encodes++;
            }
        }

        return encodes;
    }

    public void Dispose()
    {
        sends.ForEach(Release);
        while (idle.TryPop(out EncoderLine? line))
        {
            line.Dispose();
        }

        shared.Dispose();
    }

    private static void EncodeOnce(EncoderLine line, ReadOnlySpan<float> pcm, MixHistory history, long frame)
    {
        if (line.LastFrame != frame - 1)
        {
            line.WarmUp(history, frame);
        }

        line.Encode(pcm, frame);
    }

    // Before anything is encoded: an encoder taken from a lingering leg must not carry two legs' packets in one frame.
    private void AssignOwn(MixHistory history, long frame)
    {
        foreach (AudioSend send in sends)
        {
            if (!send.IsEnabled)
            {
                Release(send);
            }
            else if (send.Input is { Contributes: true })
            {
                send.LastContributed = frame;
            }
            else if (frame - send.LastContributed > LingerFrames)
            {
                Release(send);
            }
        }

        foreach (AudioSend send in sends)
        {
            if (send.IsEnabled && send.LastContributed == frame && send.Own is null)
            {
                send.Own = Rent(frame);
                send.Own.WarmUp(history, frame);
            }
        }
    }

    private EncoderLine Rent(long frame)
    {
        if (idle.TryPop(out EncoderLine? line))
        {
            return line;
        }

        AudioSend? oldest = null;
        foreach (AudioSend send in sends)
        {
            if (send.Own is not null && send.LastContributed < frame && send.LastContributed < (oldest?.LastContributed ?? frame))
            {
                oldest = send;
            }
        }

        line = oldest?.Own ?? Create();
        _ = oldest?.Own = null;
        return line;
    }

    private void Release(AudioSend send)
    {
        if (send.Own is not null)
        {
            idle.Push(send.Own);
            send.Own = null;
        }
    }

    private EncoderLine Create()
    {
        Encoders++;
        return new(factory.CreateAudioEncoder(Format.Codec, Format.Settings));
    }
}
