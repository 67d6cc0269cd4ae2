using Mcu.Node.Simulate;

namespace Mcu.Tests.Simulate;

/// <summary>Who speaks when.</summary>
public sealed class TalkScheduleTests
{
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(20);

    [TestCase(1, 1)]
    [TestCase(2, 1)]
    [TestCase(9, 2)]
    [TestCase(144, 2)]
    public void Speaking_AnyTime_NoMoreThanAFewAtATime(int speakers, int most)
    {
        var schedule = new TalkSchedule(speakers, seed: 3);
        for (TimeSpan at = TimeSpan.Zero; at < TimeSpan.FromSeconds(30); at += Grain)
        {
            int speaking = Enumerable.Range(0, speakers).Count(room => schedule.Speaking(room, at) is not null);
            Assert.That(speaking, Is.LessThanOrEqualTo(most), $"at {at}");
        }
    }

    [Test]
    public void Speaking_OneRound_EverybodyHasOneTurnAndIsSilentHalfOfTheTime()
    {
        var schedule = new TalkSchedule(speakers: 4, seed: 1);
        TimeSpan round = schedule.Step * 4;
        for (int room = 0; room < 4; room++)
        {
            int frames = 0;
            for (TimeSpan at = round; at < round * 2; at += Grain)
            {
                frames += schedule.Speaking(room, at) is null ? 0 : 1;
            }

            Assert.That(Grain * frames, Is.EqualTo(TalkSchedule.Turn).And.LessThanOrEqualTo(round / 2));
        }
    }

    [Test]
    public void SpeakerOf_Turn_IsWhoSpeaksThen()
    {
        var schedule = new TalkSchedule(speakers: 7, seed: 9);
        for (long turn = 0; turn < 20; turn++)
        {
            TimeSpan start = schedule.StartOf(turn);
            Assert.That(schedule.Speaking(schedule.SpeakerOf(turn), start), Is.EqualTo(TimeSpan.Zero));
            Assert.That(schedule.NewestTurn(start), Is.EqualTo(turn));
        }
    }
}
