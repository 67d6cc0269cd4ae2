using System.Globalization;

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
    private const string LineageName = "lineage";
    private readonly string folder;
    private readonly FileStream held;

    private ConsensusFolder(string folder, FileStream held) => (this.folder, this.held) = (folder, held);

    /// <summary>How the member starts.</summary>
    public ConsensusStart Start { get; private init; }

    /// <summary>
    /// The term from which one member was forced to lead without the others, of whose log this one is since; 0: the group is as it was
    /// founded. Members of another lineage have agreed on other things: they do not hear one another.
    /// </summary>
    public ulong Lineage { get; private set; }

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

    /// <summary>
    /// What a member has agreed on with others is overtaken: it is moved to a folder of its own, where an administrator finds it, and the
    /// member is sent everything anew by those of the newer lineage.
    /// </summary>
    /// <exception cref="IOException">Another process holds the folder, or it cannot be written.</exception>
    public static void PutAside(string folder, string self, ulong lineage)
    {
        using ConsensusFolder former = Open(folder, self);
        if (former.Lineage >= lineage)
        {
            return;
        }

        string aside = Path.Combine(folder, $"before-{lineage}");
        Directory.CreateDirectory(aside);
        File.Delete(Path.Combine(folder, FoundedName));
        foreach (string path in (string[])[Path.Combine(folder, MemberName), former.Members, former.Log, former.Snapshots])
        {
            if (Path.Exists(path))
            {
                Directory.Move(path, Path.Combine(aside, Path.GetFileName(path)));
            }
        }

        former.BeginLineage(lineage); // last: a process that dies before must not go on with the old log in the newer lineage
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
            var opened = new ConsensusFolder(folder, claim) { Start = StartOf(folder, self), Lineage = LineageOf(folder) };
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

    /// <summary>What the member holds is of this lineage from here on.</summary>
    public void BeginLineage(ulong lineage)
    {
        DurableFile.Write(Path.Combine(folder, LineageName), System.Text.Encoding.UTF8.GetBytes(lineage.ToString(CultureInfo.InvariantCulture)));
        Lineage = lineage;
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

    private static ulong LineageOf(string folder)
    {
        string file = Path.Combine(folder, LineageName);
        return !File.Exists(file) ? 0
            : ulong.TryParse(File.ReadAllText(file), NumberStyles.None, CultureInfo.InvariantCulture, out ulong lineage) ? lineage
            : throw new InvalidDataException($"{file} is damaged");
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
