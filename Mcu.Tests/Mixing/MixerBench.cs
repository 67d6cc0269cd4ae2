using Mcu.Core.Mixing;
using Mcu.Core.Time;

namespace Mcu.Tests.Mixing;

/// <summary>Rooms that talk into a mixer, each with its own tone; set a room's <see cref="Talks"/> and run.</summary>
internal sealed class MixerBench
{
    private readonly ToneGenerator[] tones;
    private int frames;

    public MixerBench(int rooms, AudioMixerOptions? options = null, bool syllables = true, float dbfs = -20)
    {
        Mixer = new(options);
        Inputs = [.. Enumerable.Range(0, rooms).Select(_ => Mixer.Add())];
        tones = [.. Enumerable.Range(0, rooms).Select(room => new ToneGenerator(Hertz(room), dbfs, syllables))];
        Talks = new bool[rooms];
    }

    public AudioMixer Mixer { get; }

    public MixInput[] Inputs { get; }

    public bool[] Talks { get; }

    /// <summary>Sees each frame after it was mixed.</summary>
    public Action? Mixed { get; set; }

    // A round number of periods in a frame, so that frames join without a step when a room starts.
    public static double Hertz(int room) => 400 + (room * 150);

    public void Run(double seconds)
    {
        for (int i = 0; i < seconds * 50; i++)
        {
            for (int room = 0; room < Inputs.Length; room++)
            {
                tones[room].Fill(Inputs[room].Frame);
                if (!Talks[room])
                {
                    Inputs[room].Frame.Clear();
                }
            }

            Mixer.Mix(Instant.FromMilliseconds(20 * frames++));
            Mixed?.Invoke();
        }
    }

    /// <summary>What a room is sent, while running.</summary>
    public float[] Listen(int room, double seconds)
    {
        List<float> heard = [];
        Mixed = () => heard.AddRange(Mixer.MinusFor(Inputs[room]));
        Run(seconds);
        Mixed = null;
        return [.. heard];
    }
}
