namespace Mcu.Node.Simulate;

/// <summary>Holds what a room measured against what it must reach. Pure.</summary>
public static class RoomJudge
{
    private const double AudibleDbfs = -60;

    /// <summary>The checks that a room fails.</summary>
    /// <param name="report">What it measured.</param>
    /// <param name="limits">What it must reach.</param>
    /// <param name="sentFramesPerSecond">Pictures per second that rooms send.</param>
    public static IReadOnlyList<RoomCheck> Judge(RoomReport report, CheckLimits limits, int sentFramesPerSecond)
    {
        if (report.State is not (RoomState.Connected or RoomState.Ended) || report.Answered is null)
        {
            return [RoomCheck.Joined];
        }

        List<RoomCheck> failed = [];
        Check(RoomCheck.Sound, report.TurnsExpected == 0 || report.LoudestDbfs > AudibleDbfs);
        Check(RoomCheck.OthersHeard, report.TurnsHeard >= report.TurnsExpected * limits.MinTurnsHeardShare);
        Check(RoomCheck.OwnVoiceAbsent, report.OwnVoiceDb is not { } own || own <= limits.MaxOwnVoiceDb);
        Check(RoomCheck.Picture, report.FirstPicture is not null);
        if (report.FirstPicture is not null)
        {
            Check(RoomCheck.FrameRate, report.FramesPerSecond is not { } rate || rate >= sentFramesPerSecond * limits.MinFrameRateShare);
            Check(RoomCheck.Freezes, report.Freezes <= limits.MaxFreezes);
        }

        Check(RoomCheck.Slides, report is { Room.HasSecondScreen: false } or { Room.Presents: true } or { FirstSlide: not null });
        Check(RoomCheck.Loss, Math.Max(report.AudioLossPercent, report.VideoLossPercent) <= limits.MaxLossPercent);
        return failed;

        void Check(RoomCheck check, bool holds)
        {
            if (!holds)
            {
                failed.Add(check);
            }
        }
    }
}
