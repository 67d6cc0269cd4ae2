using Mcu.Core.Codecs;
using Mcu.Core.Codecs.Opus;

namespace Mcu.Tests.Codecs.Opus;

/// <summary>A lost packet comes back out of the next one.</summary>
public sealed class OpusRecoveryTests
{
    private const int Frame = 960;

    [Test]
    public void TryRecover_NextPacketCarriesFec_IsNearerToTheTruthThanConcealment()
    {
        AudioEncoderSettings settings = new(24000, 5, ExpectedLossPercent: 20);
        (double recovered, bool carried) = ErrorAfterLoss(settings, recover: true);
        (double concealed, _) = ErrorAfterLoss(settings, recover: false);
        Assert.That(carried, Is.True);
        Assert.That(recovered, Is.LessThan(0.5 * concealed));
    }

    [Test]
    public void TryRecover_EncoderWithoutFec_SaysNo()
    {
        (_, bool carried) = ErrorAfterLoss(new AudioEncoderSettings(24000), recover: true);
        Assert.That(carried, Is.False);
    }

    [Test]
    public void TryRecover_CeltOnly_SaysNo()
    {
        AudioEncoderSettings settings = new(48000, 5, 20) { Application = OpusApplication.LowDelay };
        (_, bool carried) = ErrorAfterLoss(settings, recover: true);
        Assert.That(carried, Is.False);
    }

    [Test]
    public void Encode_NegativeComplexity_ThrowsCodecException() =>
        Assert.That(() => new OpusAudioEncoder(new AudioEncoderSettings(32000, -1)), Throws.TypeOf<CodecException>());

    [Test]
    public void Conceal_OddLength_IsFilled()
    {
        using OpusAudioDecoder decoder = new();
        float[] pcm = [.. Enumerable.Repeat(9f, 1001)];
        decoder.Conceal(pcm);
        Assert.That(pcm, Has.None.EqualTo(9f));
    }

    // A voice-like tone that jumps in pitch at the lost packet, where guessing must fail.
    private static (double Error, bool Carried) ErrorAfterLoss(AudioEncoderSettings settings, bool recover)
    {
        float[] sound = Voice();
        using OpusAudioEncoder encoder = new(settings);
        List<byte[]> packets = [];
        byte[] payload = new byte[1200];
        for (int i = 0; i < sound.Length / Frame; i++)
        {
            packets.Add(payload[..encoder.Encode(sound.AsSpan(i * Frame, Frame), payload)]);
        }

        const int Lost = 20;
        float[] truth = new float[Frame];
        float[] guess = new float[Frame];
        using OpusAudioDecoder whole = new();
        using OpusAudioDecoder damaged = new();
        for (int i = 0; i < Lost; i++)
        {
            whole.Decode(packets[i], truth);
            damaged.Decode(packets[i], guess);
        }

        whole.Decode(packets[Lost], truth);
        bool carried = recover && damaged.TryRecover(packets[Lost + 1], guess);
        if (!carried)
        {
            damaged.Conceal(guess);
        }

        return (truth.Zip(guess, (a, b) => Math.Pow(Math.Abs(a) - Math.Abs(b), 2)).Sum(), carried);
    }

    private static float[] Voice()
    {
        float[] sound = new float[30 * Frame];
        for (int i = 0; i < sound.Length; i++)
        {
            double hertz = i < 20 * Frame ? 130 : 210;
            double loudness = i < 20 * Frame ? 0.08 : 0.4;
            double sum = 0;
            for (int harmonic = 1; harmonic < 12; harmonic++)
            {
                sum += Math.Sin(2 * Math.PI * hertz * harmonic * i / 48000) / harmonic;
            }

            sound[i] = (float)(loudness * sum / 2);
        }

        return sound;
    }
}
