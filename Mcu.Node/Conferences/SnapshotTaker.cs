using Mcu.Core.Codecs;
using Mcu.Core.Composing;
using Mcu.Core.Conferences.Media;
using Mcu.Node.Control;

namespace Mcu.Node.Conferences;

/// <summary>Waits for the picture that the video loop hands out, and makes a PNG of it. On no loop's thread.</summary>
public static class SnapshotTaker
{
    /// <summary>The next composed picture; refused when none comes in time.</summary>
    /// <param name="conference">The conference as the operator named it.</param>
    /// <param name="snapshot">What was asked of the video loop.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public static async Task<ControlResult<SnapshotPicture>> TakeAsync(string conference, Snapshot snapshot, TimeSpan limit, CancellationToken cancel)
    {
        try
        {
            using Picture picture = await snapshot.Picture.WaitAsync(limit, cancel);
            var png = new MemoryStream();
            PictureSnapshot.WritePng(picture.View, png);
            return new SnapshotPicture(png.ToArray(), picture.View.Width, picture.View.Height, DateTimeOffset.UtcNow);
        }
        catch (Exception missing) when (missing is TimeoutException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            return ControlErrors.NoPicture(conference);
        }
        finally
        {
            snapshot.Cancel();
        }
    }
}
