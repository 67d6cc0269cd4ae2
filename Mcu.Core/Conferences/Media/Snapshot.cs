using Mcu.Core.Codecs;

namespace Mcu.Core.Conferences.Media;

/// <summary>A copy of the composed picture that is asked for on one thread and taken on the video loop's.</summary>
public sealed class Snapshot
{
    private readonly TaskCompletionSource<Picture> taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The copy, which the one who asked owns; canceled when the conference ends first.</summary>
    public Task<Picture> Picture => taken.Task;

    internal void Take(in PictureView canvas)
    {
        var copy = new Picture(canvas.Width, canvas.Height);
        copy.CopyFrom(canvas);
        if (!taken.TrySetResult(copy))
        {
            copy.Dispose();
        }
    }

    /// <summary>The one who asked waits no longer: a copy that was or will be made is thrown away. Any thread.</summary>
    public void Cancel()
    {
        if (!taken.TrySetCanceled() && taken.Task.IsCompletedSuccessfully)
        {
            taken.Task.Result.Dispose();
        }
    }
}
