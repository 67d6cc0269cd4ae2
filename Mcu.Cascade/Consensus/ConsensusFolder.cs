namespace Mcu.Cascade.Consensus;

/// <summary>How a member stands to what is in its folder.</summary>
public enum ConsensusStart
{
    /// <summary>A new group: nobody has voted yet.</summary>
    Found,

    /// <summary>It ran before, and its log is there.</summary>
    Resume,

    /// <summary>
    /// The folder is empty and the group is not new: the disk was replaced. What the member promised and acknowledged is lost, so it
    /// neither votes nor leads until it has been sent everything that the group agreed on.
    /// </summary>
    Recover,
}

/// <summary>
/// A member's folder: whose it is, whether it was ever part of the group, and that one process only uses it. Losing term and vote is
/// what Raft does not survive, so an empty folder is a new group's only where somebody has said so.
/// </summary>
public sealed class ConsensusFolder : IDisposable
{
    private const string FoundedName = "founded";
    private const string MemberName = "member";
    private const string LogName = "log";
    private readonly string folder;
    private readonly FileStream held;

    private ConsensusFolder(string folder, FileStream held) => (this.folder, this.held) = (folder, held);

    /// <summary>How the member starts.</summary>
    public ConsensusStart Start { get; private init; }

    /// <summary>For the log.</summary>
    public string Log => Path.Combine(folder, LogName);

    /// <summary>For snapshots.</summary>
    public string Snapshots => Path.Combine(folder, "snapshots");

    /// <summary>For the list of members, as it was last agreed on.</summary>
    public string Members => Path.Combine(folder, "members");

    /// <summary>Says that a folder is a new group's. Once for each member, when the group is set up; never afterwards.</summary>
    /// <exception cref="InvalidOperationException">The folder has a log.</exception>
    public static void Found(string folder)
    {
        Directory.CreateDirectory(folder);
        if (Directory.Exists(Path.Combine(folder, LogName)) || File.Exists(Path.Combine(folder, MemberName)))
        {
            throw new InvalidOperationException($"{folder}: a member has run here; a group is founded once");
        }

        DurableFile.Write(Path.Combine(folder, FoundedName), []);
    }

    /// <summary>Takes hold of a member's folder.</summary>
    /// <exception cref="IOException">Another process holds it, or it cannot be written.</exception>
    /// <exception cref="InvalidDataException">It is another member's, or part of it is missing.</exception>
    public static ConsensusFolder Open(string folder, string self)
    {
        Directory.CreateDirectory(folder);
        var claim = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            var opened = new ConsensusFolder(folder, claim) { Start = StartOf(folder, self) };
            if (opened.Start != ConsensusStart.Resume)
            {
                opened.Clear();
            }

            return opened;
        }
        catch
        {
            claim.Dispose();
            throw;
        }
    }

    /// <summary>The member is part of the group from here on: it resumes at the next start.</summary>
    public void Join(string self)
    {
        DurableFile.Write(Path.Combine(folder, MemberName), System.Text.Encoding.UTF8.GetBytes(self));
        File.Delete(Path.Combine(folder, FoundedName));
    }

    /// <inheritdoc/>
    public void Dispose() => held.Dispose();

    private static ConsensusStart StartOf(string folder, string self)
    {
        string member = Path.Combine(folder, MemberName);
        bool hasState = File.Exists(Path.Combine(folder, LogName, "state"));
        if (!File.Exists(member))
        {
            // A founding or a recovery that did not get to its end begins again.
            return File.Exists(Path.Combine(folder, FoundedName)) ? ConsensusStart.Found : ConsensusStart.Recover;
        }

        string owner = File.ReadAllText(member);
        if (!string.Equals(owner, self, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{folder} is {owner}'s, not {self}'s");
        }

        return hasState ? ConsensusStart.Resume : throw new InvalidDataException($"{folder}: the log is missing");
    }

    private void Clear()
    {
        foreach (string path in (string[])[Log, Snapshots])
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
        }

        File.Delete(Members);
    }
}
