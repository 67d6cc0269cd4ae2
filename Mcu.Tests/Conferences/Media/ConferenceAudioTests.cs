using Mcu.Core.Buffers;
using Mcu.Core.Codecs;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Mixing;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Conferences.Media;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ConferenceAudioTests : IDisposable
{
    private const float Audible = -35;
    private const float Absent = -55;

    private readonly FakeCodecs codecs = new();
    private readonly PacketPool pool = new(1024);
    private readonly List<string> speakers = [];
    private readonly ConferenceAudio audio;
    private readonly AudioRoom[] rooms;
    private double now = 3000;

    public ConferenceAudioTests()
    {
        audio = new ConferenceAudio(codecs, new AudioMixerOptions(), speakers.Add);
        rooms = Rooms(AudioCodec.G722);
    }

    public void Dispose()
    {
        audio.Dispose();
        Array.ForEach(rooms, room => room.Dispose());
        Assert.That(pool.Rented, Is.Zero, "packets were not given back");
    }

    [Test]
    public void Tick_ThreeRooms_EachHearsTheOthersAndNeverItself()
    {
        PublishAll();
        Run(seconds: 3);
        foreach (AudioRoom room in rooms)
        {
            for (int other = 0; other < rooms.Length; other++)
            {
                Assert.That(room.Hears(other), other == room.Number ? Is.LessThan(Absent) : Is.GreaterThan(Audible), $"{room.Number} hears {other}");
            }
        }
    }

    [TestCase(AudioCodec.Opus)]
    [TestCase(AudioCodec.Pcma)]
    public void Tick_OtherCodecs_NobodyHearsItself(AudioCodec codec)
    {
        AudioRoom[] others = Rooms(codec);
        audio.Publish(new AudioPlan([.. others.Select(room => room.Plan())]));
        Run(seconds: 2, others);
        Assert.That(others.Select(room => room.Hears(room.Number)), Is.All.LessThan(Absent));
        Assert.That(others[0].Hears(1), Is.GreaterThan(Audible));
        audio.Publish(AudioPlan.Empty);
        Tick();
        Array.ForEach(others, room => room.Dispose());
    }

    [Test]
    public void Publish_ARoomMuted_NobodyHearsItAndItHearsAll()
    {
        audio.Publish(new AudioPlan([rooms[0].Plan(muted: true), rooms[1].Plan(), rooms[2].Plan()]));
        Run(seconds: 2);
        Assert.That(rooms[1].Hears(0), Is.LessThan(Absent));
        Assert.That(rooms[2].Hears(0), Is.LessThan(Absent));
        Assert.That(rooms[0].Hears(1), Is.GreaterThan(Audible));
        double loudest = double.MinValue;
        for (int frame = 0; frame < 50; frame++) // a second of speech, which has pauses
        {
            Run(seconds: 0.02);
            loudest = Math.Max(loudest, rooms[0].Leg.LevelDbfs);
        }

        Assert.That(loudest, Is.GreaterThan(Audible), "the operator's meter shows that it speaks");
    }

    [Test]
    public void Publish_GainOfARoom_ChangesHowLoudOthersHearIt()
    {
        PublishAll();
        Run(seconds: 2);
        float before = rooms[1].Hears(0);
        audio.Publish(new AudioPlan([rooms[0].Plan(gain: -12), rooms[1].Plan(), rooms[2].Plan()]));
        Run(seconds: 1);
        rooms[1].Forget();
        Run(seconds: 2);
        Assert.That(rooms[1].Hears(0) - before, Is.EqualTo(-12).Within(1.5));
    }

    [Test]
    public void Publish_ARoomThatHoldsUs_IsSentNothingAndResumesWithTheRightTimestamp()
    {
        PublishAll();
        Run(seconds: 1);
        int before = rooms[2].Got;
        audio.Publish(new AudioPlan([rooms[0].Plan(), rooms[1].Plan(), rooms[2].Plan(muted: true, listens: false)]));
        Run(seconds: 1);
        Assert.That(rooms[2].Got, Is.EqualTo(before));
        PublishAll();
        Run(seconds: 1);
        Assert.That(rooms[2].Got, Is.EqualTo(before + 50));
        Assert.That(rooms[2].OddSteps, Is.EqualTo(1), "the one step over the pause");
    }

    [Test]
    public void Tick_OneRoomSpeaks_IsAnnouncedOnceAsTheSpeaker()
    {
        rooms[0].IsTalking = rooms[2].IsTalking = false;
        PublishAll();
        Run(seconds: 3);
        Assert.That(speakers, Is.EqualTo(new[] { "room-1" }));
    }

    [Test]
    public void Tick_ManyListeners_ShareOneEncode()
    {
        AudioRoom[] crowd = [.. Enumerable.Range(0, 30).Select(at => new AudioRoom(at, rooms: 1, pool, codecs) { IsTalking = false })];
        audio.Publish(new AudioPlan([.. rooms.Concat(crowd).Select(room => room.Plan())]));
        Run(seconds: 1);
        Assert.That(audio.LastEncodes, Is.LessThanOrEqualTo(rooms.Length + 1));
        Assert.That(crowd, Has.All.Property(nameof(AudioRoom.Got)).EqualTo(50));
        PublishAll();
        Tick();
        Array.ForEach(crowd, room => room.Dispose());
    }

    [Test]
    public void IsPlanned_ALegTakenOut_IsHeldUntilTheNextTick()
    {
        PublishAll();
        Tick();
        AudioPlan before = audio.Adopted;
        audio.Publish(new AudioPlan([rooms[1].Plan(), rooms[2].Plan()]));
        Assert.That(audio.Adopted, Is.SameAs(before));
        Assert.That(Uses(rooms[0]), "the audio loop has not seen the new plan");
        Tick();
        Assert.That(Uses(rooms[0]), Is.False);
        Assert.That(Uses(rooms[1]));
        int got = rooms[0].Got;
        Run(seconds: 0.2);
        Assert.That(rooms[0].Got, Is.EqualTo(got));
    }

    [Test]
    public void Dispose_WithAPlan_LetsGoOfEverything()
    {
        PublishAll();
        Tick();
        audio.Publish(AudioPlan.Empty);
        audio.Dispose();
        Assert.That(Array.TrueForAll(rooms, room => !Uses(room)));
    }

    [Test]
    public void Tick_WhileRecording_HandsOverTheWholeMix()
    {
        var tap = new Tap();
        audio.Publish(new AudioPlan([.. rooms.Select(room => room.Plan())], tap));
        Run(seconds: 1);
        Assert.That(tap.Frames, Is.EqualTo(50));
        Assert.That(tap.Loudest, Is.Positive);
    }

    [Test]
    public void Tick_InSteadyState_AllocatesNothing()
    {
        PublishAll();
        Run(seconds: 8);
        Assert.That(Allocations.In(() => Run(seconds: 8)), Is.Zero, "packets in, mixing, encoding and packets out");
    }

    private Instant Now => Instant.FromMilliseconds(now);

    private AudioRoom[] Rooms(AudioCodec codec) => [.. Enumerable.Range(0, 3).Select(at => new AudioRoom(at, rooms: 3, pool, codecs, codec))];

    private bool Uses(AudioRoom room) => audio.IsPlanned(plan => plan.Legs.Any(leg => ReferenceEquals(leg.Leg, room.Leg)));

    private void PublishAll() => audio.Publish(new AudioPlan([.. rooms.Select(room => room.Plan())]));

    private void Run(double seconds, AudioRoom[]? talking = null)
    {
        for (int frame = 0; frame < seconds * 50; frame++)
        {
            foreach (AudioRoom room in talking ?? rooms)
            {
                room.Speak(Now);
            }

            Tick();
        }
    }

    private void Tick()
    {
        audio.Tick(Now, Now);
        now += 20;
    }

    private sealed class Tap : IAudioTap
    {
        public int Frames { get; private set; }

        public float Loudest { get; private set; }

        public void OnMix(ReadOnlySpan<float> frame, Instant now)
        {
            Frames++;
            foreach (float sample in frame)
            {
                Loudest = Math.Max(Loudest, sample);
            }
        }
    }
}
