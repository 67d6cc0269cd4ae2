using System.Text.Json;
using Mcu.Core.Conferences;
using Mcu.Core.Srtp;

namespace Mcu.Node.Cascade.Orphans;

/// <summary>A site of a node below whose room this node could call.</summary>
/// <param name="Conference">The conference's id.</param>
/// <param name="Unit">The node below.</param>
/// <param name="UnitTitle">Its name.</param>
/// <param name="Site">The site's path.</param>
/// <param name="Title">Its name.</param>
/// <param name="Address">The room's SIP address.</param>
/// <param name="Srtp">Whether media with it is encrypted; null: as the conference does.</param>
/// <param name="Mutes">Who had muted it.</param>
internal sealed record BookedSite(
    string Conference, string Unit, string UnitTitle, string Site, string Title, string Address, SrtpPolicy? Srtp, MuteBits Mutes);

/// <summary>
/// Sites of nodes below that are in meetings, kept over a restart of this node: the node below may be lost before it could tell of them
/// again. What is older than a meeting lasts is forgotten.
/// </summary>
/// <param name="file">Where they are kept.</param>
/// <param name="time">The wall clock.</param>
internal sealed class SiteBook(string file, TimeProvider time)
{
    private static readonly TimeSpan LongestMeeting = TimeSpan.FromHours(12);
    private static readonly TimeSpan WriteEvery = TimeSpan.FromMinutes(10);

    private BookedSite[] written = [];
    private DateTimeOffset writtenAt = DateTimeOffset.MinValue;
    private Task writing = Task.CompletedTask;

    /// <summary>What was kept last; nothing when that was too long ago, or cannot be read.</summary>
    public IReadOnlyList<BookedSite> Read()
    {
        try
        {
            Page? page = File.Exists(file) ? JsonSerializer.Deserialize<Page>(File.ReadAllBytes(file)) : null;
            return page is not null && time.GetUtcNow() - page.At < LongestMeeting ? page.Sites : [];
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException or UnauthorizedAccessException)
        {
            return []; // nodes below tell of their sites again, and one that is lost is called by operators
        }
    }

    /// <summary>Keeps the sites as they are now; what has changed is written down without being waited for. One thread.</summary>
    public void Keep(IReadOnlyList<BookedSite> sites)
    {
        DateTimeOffset now = time.GetUtcNow();
        bool isOld = sites.Count > 0 && now - writtenAt >= WriteEvery;
        if (!writing.IsCompleted || (!isOld && written.AsSpan().SequenceEqual([.. sites])))
        {
            return; // the next look writes what a slow disk has held up
        }

        (written, writtenAt) = ([.. sites], now);
        byte[] page = JsonSerializer.SerializeToUtf8Bytes(new Page(now, written));
        writing = Task.Run(() => Write(page));
    }

    private void Write(byte[] page)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes($"{file}.new", page);
            File.Move($"{file}.new", file, overwrite: true);
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            // Of use only if this node and one below are lost together.
        }
    }

    private sealed record Page(DateTimeOffset At, BookedSite[] Sites);
}
