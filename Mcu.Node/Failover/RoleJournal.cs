using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Mcu.Cascade.Failover;
using Mcu.V1;

namespace Mcu.Node.Failover;

/// <summary>A change of the role, by the wall clock.</summary>
/// <param name="At">When.</param>
/// <param name="From">The role before.</param>
/// <param name="To">The role then.</param>
/// <param name="Term">In which term.</param>
/// <param name="Cause">Why.</param>
internal sealed record JournalEntry(DateTimeOffset At, NodeRole From, NodeRole To, ulong Term, RoleCause Cause)
{
    /// <summary>Whether the node began to serve with meetings that another had served, or it before.</summary>
    public bool IsTakeover { get; init; }
}

/// <summary>A step of a take-over.</summary>
/// <param name="Name">Which, in lower_snake_case.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Succeeded">Whether it did what it is for.</param>
internal sealed record JournalStep(string Name, TimeSpan Took, bool Succeeded);

/// <summary>
/// What became of this node's role, kept over restarts. Written by the role's thread; read by any. Bounded.
/// </summary>
/// <param name="file">Where it is kept.</param>
/// <param name="time">The wall clock.</param>
/// <param name="hasMeetings">Whether the group had meetings before this node began to serve.</param>
internal sealed class RoleJournal(string file, TimeProvider time, Func<bool> hasMeetings)
{
    private const int Most = 64;

    private readonly Lock sync = new();
    private readonly List<JournalEntry> entries = Read(file);
    private readonly List<JournalStep> steps = [];
    private bool isTakingOver;

    /// <summary>The last changes, newest first.</summary>
    public IReadOnlyList<JournalEntry> Entries
    {
        get
        {
            lock (sync)
            {
                return [.. entries.AsEnumerable().Reverse()];
            }
        }
    }

    /// <summary>The steps of the last take-over, in the order in which they ended.</summary>
    public IReadOnlyList<JournalStep> Steps
    {
        get
        {
            lock (sync)
            {
                return [.. steps];
            }
        }
    }

    /// <summary>Notes what happened; tells of a take-over that has come to its end with it.</summary>
    public Takeover? Note(RoleEvent happened)
    {
        lock (sync)
        {
            switch (happened)
            {
                case RoleEvent.Changed changed:
                    Add(new JournalEntry(time.GetUtcNow(), changed.From, changed.To, changed.Term, changed.Cause) { IsTakeover = changed.To == NodeRole.Active && hasMeetings() });
                    break;
                case RoleEvent.StepEnded step when isTakingOver:
                    steps.Add(new JournalStep(RoleEventDetails.Word($"{step.Step}"), step.Took, step.Succeeded));
                    break;
                case RoleEvent.PromotionEnded ended:
                    steps.Add(new JournalStep(RoleEventDetails.Promotion, ended.Took, Succeeded: true));
                    isTakingOver = false;
                    return entries.LastOrDefault() is { IsTakeover: true } entry
                        ? new Takeover { At = entry.At.ToTimestamp(), Term = entry.Term, Took = ended.Took.ToDuration() }
                        : null;
            }

            return null;
        }
    }

    private static List<JournalEntry> Read(string file)
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<List<JournalEntry>>(File.ReadAllBytes(file)) ?? [] : [];
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException)
        {
            return []; // for operators' eyes only: a node must not fail to start for it
        }
    }

    private void Add(JournalEntry entry)
    {
        if (entry.To == NodeRole.Promoting)
        {
            steps.Clear();
            isTakingOver = true;
        }

        entries.Add(entry);
        if (entries.Count > Most)
        {
            entries.RemoveAt(0);
        }

        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(entries);
        _ = Task.Run(() => Write(bytes)); // a slow disk must not hold up the role
    }

    private void Write(byte[] bytes)
    {
        lock (file)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllBytes($"{file}.new", bytes);
                File.Move($"{file}.new", file, overwrite: true);
            }
            catch (Exception full) when (full is IOException or UnauthorizedAccessException)
            {
                // The journal is a convenience; what the group has agreed on is in its log.
            }
        }
    }
}
