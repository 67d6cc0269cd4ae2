using System.Runtime.InteropServices;
using Mcu.Core.Codecs;
using Mcu.Core.Mixing;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Mixing;

/// <summary>Encoding once what is the same for many.</summary>
public sealed class SharedAudioEncodesTests
{
    private static readonly AudioSendFormat Opus = new(AudioCodec.Opus, new());
    private static readonly AudioSendFormat G722 = new(AudioCodec.G722, new());
    private readonly FakeAudioCodecs codecs = new();

    [TearDown]
    public void TearDown() => codecs.Encoders.Clear();

    [Test]
    public void Encode_NobodyTalks_OneEncodePerCodec()
    {
        MixerBench bench = new(9);
        using SharedAudioEncodes encodes = new(codecs, bench.Mixer);
        AudioSend[] sends = [.. bench.Inputs.Select((input, i) => encodes.Attach(i < 5 ? Opus : G722, input))];
        bench.Mixed = encodes.Encode;
        bench.Run(0.2);
        Assert.Multiple(() =>
        {
            Assert.That(encodes.LastEncodes, Is.EqualTo(2));
            Assert.That(sends[0].Payload == sends[4].Payload, "the very same bytes");
            Assert.That(sends[8].Payload == sends[4].Payload, Is.False);
            Assert.That(sends[0].TimestampStep, Is.EqualTo(960));
            Assert.That(sends[8].TimestampStep, Is.EqualTo(160));
        });
    }

    [Test]
    public void Encode_ThreeTalk_EachHasItsOwnAndTheRestShare()
    {
        MixerBench bench = new(16);
        using SharedAudioEncodes encodes = new(codecs, bench.Mixer);
        AudioSend[] sends = [.. bench.Inputs.Select(input => encodes.Attach(Opus, input))];
        AudioSend listener = encodes.Attach(Opus, null);
        bench.Mixed = encodes.Encode;
        Array.Fill(bench.Talks, true, 0, 3);
        bench.Run(1);
        Assert.Multiple(() =>
        {
            Assert.That(encodes.LastEncodes, Is.EqualTo(4));
            Assert.That(sends.Select(send => send.HasOwnEncoder), Is.EqualTo(bench.Inputs.Select(input => input.IsHeard)));
            Assert.That(listener.Payload == sends[10].Payload);
        });
    }

    [Test]
    public void Encode_LegFallsSilent_SharesAgainAfter400Ms()
    {
        MixerBench bench = new(3);
        using SharedAudioEncodes encodes = new(codecs, bench.Mixer);
        AudioSend[] sends = [.. bench.Inputs.Select(input => encodes.Attach(Opus, input))];
        bench.Mixed = encodes.Encode;
        bench.Talks[0] = true;
        bench.Run(1);
        bench.Inputs[0].IsMuted = true;
        bench.Run(0.3);
        Assert.That(sends[0].HasOwnEncoder);
        bench.Run(0.2);
        Assert.That(sends[0].HasOwnEncoder, Is.False);
    }

    [Test]
    public void Encode_LegCrossesOverBothWays_ItsDecoderHearsNoClick()
    {
        MixerBench bench = new(3, syllables: false);
        using SharedAudioEncodes encodes = new(codecs, bench.Mixer);
        AudioSend[] sends = [.. bench.Inputs.Select(input => encodes.Attach(G722, input))];
        FakePredictor decoder = new();
        double worst = 0;
        bench.Mixed = () =>
        {
            encodes.Encode();
            ReadOnlySpan<float> residual = MemoryMarshal.Cast<byte, float>(sends[1].Payload);
            ReadOnlySpan<float> sent = bench.Mixer.MinusFor(bench.Inputs[1]);
            for (int i = 0; i < residual.Length; i++)
            {
                worst = Math.Max(worst, Math.Abs(decoder.Take(residual[i]) - sent[i * 4]));
            }
        };
        bench.Talks[0] = true;
        for (int round = 0; round < 4; round++)
        {
            bench.Run(1);
            bench.Talks[1] = round % 2 == 0;
        }

        bench.Run(1.5);
        Assert.That(worst, Is.LessThan(1e-4), "what the decoder makes is what was mixed, from the first sample of each crossing");
    }

    [Test]
    public void Encode_LegOnHold_HasNoPayloadAndCostsNothing()
    {
        MixerBench bench = new(2);
        using SharedAudioEncodes encodes = new(codecs, bench.Mixer);
        AudioSend send = encodes.Attach(Opus, bench.Inputs[0]);
        send.IsEnabled = false;
        bench.Mixed = encodes.Encode;
        bench.Run(1);
        Assert.That(send.Payload.IsEmpty);
        Assert.That(encodes.LastEncodes, Is.Zero);
        send.IsEnabled = true;
        bench.Run(0.1);
        Assert.That(send.Payload.Length, Is.EqualTo(960));
    }

    [Test]
    public void Encode_SpeakersTakeTurns_EncodersAreReusedAndNothingIsAllocated()
    {
        MixerBench bench = new(12, new() { HeardCount = 2 });
        using SharedAudioEncodes encodes = new(codecs, bench.Mixer);
        Array.ForEach(bench.Inputs, input => encodes.Attach(Opus, input));
        long allocated = 0;
        bench.Mixed = () =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            encodes.Encode();
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        };
        TakeTurns(bench, 24);
        long least = Allocations.Least(() =>
        {
            allocated = 0;
            TakeTurns(bench, 36);
            return allocated;
        });

        Assert.That(least, Is.Zero);
        Assert.That(encodes.Encoders, Is.LessThanOrEqualTo(7));
    }

    [Test]
    public void Detach_LastLegOfAFormat_FreesItsEncoders()
    {
        MixerBench bench = new(2);
        using SharedAudioEncodes encodes = new(codecs, bench.Mixer);
        AudioSend opus = encodes.Attach(Opus, bench.Inputs[0]);
        encodes.Attach(G722, bench.Inputs[1]);
        encodes.Detach(opus);
        Assert.That(codecs.Encoders.Where(encoder => encoder.Codec == AudioCodec.Opus), Is.All.Property("IsDisposed").True);
        Assert.That(codecs.Encoders.Where(encoder => encoder.Codec == AudioCodec.G722), Is.All.Property("IsDisposed").False);
    }

    private static void TakeTurns(MixerBench bench, int turns)
    {
        for (int turn = 0; turn < turns; turn++)
        {
            Array.Clear(bench.Talks);
            (bench.Talks[turn % 12], bench.Talks[(turn + 5) % 12]) = (true, true);
            bench.Run(0.7);
        }
    }
}
