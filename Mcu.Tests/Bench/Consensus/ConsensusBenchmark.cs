using Mcu.Cascade.Consensus;
using Mcu.Core.Time;
using Mcu.Node.Loops;
using Mcu.Tests.Bench.Report;

namespace Mcu.Tests.Bench.Consensus;

/// <summary>What an HA group's consensus costs, and how soon another leads.</summary>
internal sealed class ConsensusBenchmark : IBenchmark
{
    private const int FirstPort = 47310;
    private const int Commits = 500;
    private const int Part = 50;
    private const double SilentGoal = 520;
    private static readonly string[] Ids = ["a", "b", "w"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public string Name => "consensus";

    /// <inheritdoc/>
    public string Summary => "commits of an HA group with its log on disk; from a leader's death or silence to the next";

    /// <inheritdoc/>
    public void Run(BenchContext context, BenchOutput output)
    {
        string root = Path.Combine(context.Folder, "consensus");
        if (Directory.Exists(root))
        {
            Directory.Delete(root, recursive: true);
        }

        var members = new Dictionary<string, ConsensusProcess>(StringComparer.Ordinal);
        try
        {
            foreach (string id in Ids)
            {
                ConsensusFolder.Found(Path.Combine(root, id));
                Start(id);
            }

            ShowCommits();
            ShowElections();
        }
        finally
        {
            foreach (ConsensusProcess member in members.Values)
            {
                member.Dispose();
            }
        }

        void Start(string id) => members[id] = new ConsensusProcess(id, Path.Combine(root, id), FirstPort);

        void ShowCommits()
        {
            var table = new BenchTable("Time of a commit, ms", "entry", "p50", "p95", "max", "commits");
            foreach (int bytes in (int[])[256, 4096, 65536])
            {
                BenchContext.Say($"commits of {bytes} bytes");
                double[] took = [.. Committed(bytes).Order()];
                table.Add($"{bytes} bytes", Cell.Fine(Spread.Percentile(took, 0.5)), Cell.Fine(Spread.Percentile(took, 0.95)), Cell.Fine(took[^1]), took.Length);
            }

            output.Show(table.Note("One after the other on the leader; each is on the disks of two members before it counts. Loopback, all three on this machine's disk."));
        }

        // In parts, for a busy machine's leader may change in between.
        IReadOnlyList<double> Committed(int bytes)
        {
            var took = new List<double>();
            for (int part = 0; part < 10 * Commits / Part && took.Count < Commits; part++)
            {
                double[] some = members[Leader(Instant.Distant)].Commit(Part, bytes);
                took.AddRange(some);
                if (some.Length < Part)
                {
                    Thread.Sleep(TimeSpan.FromMilliseconds(200)); // it leads no more, and has not said so yet
                }
            }

            return took.Count > 0 ? took : throw new BenchException("nothing was agreed on");
        }

        void ShowElections()
        {
            var table = new BenchTable("From a leader's end to the next leader's lease, ms", "end", "median", "max", "times", "goal", "verdict");
            int rounds = context.Rounds(20);
            Row("killed (kill -9)", Killed);
            Row("silent (SIGSTOP)", Silenced);
            output.Show(table.Note("The next leader's own clock is read when it holds its lease: an entry of its term is agreed on by then."));

            void Row(string end, Func<double> once)
            {
                BenchContext.Say(end);
                double[] took = [.. Enumerable.Range(0, rounds).Select(_ => once()).Order()];
                table.Add(
                    end, Cell.Number(Spread.Percentile(took, 0.5)), Cell.Number(took[^1]), took.Length, $"<= {SilentGoal}",
                    took[^1] <= SilentGoal ? "met" : "MISSED");
            }
        }

        double Killed()
        {
            string leader = Settled();
            Instant at = MonotonicClock.Now;
            members[leader].Kill();
            double took = (members[Leader(at)].LedAt - at).TotalMilliseconds;
            members[leader].Dispose();
            Start(leader);
            return took;
        }

        double Silenced()
        {
            string leader = Settled();
            Instant at = MonotonicClock.Now;
            members[leader].Pause();
            double took = (members[Leader(at)].LedAt - at).TotalMilliseconds;
            members[leader].Resume();
            return took;
        }

        // The member that was away is brought up to date, and a vote of its own is long over.
        string Settled()
        {
            Thread.Sleep(TimeSpan.FromMilliseconds(500));
            members[Leader(Instant.Distant)].Settle();
            return Leader(Instant.Distant);
        }

        string Leader(Instant since)
        {
            Instant limit = MonotonicClock.Now + Patience;
            while (MonotonicClock.Now < limit)
            {
                if (Ids.OrderByDescending(id => members[id].LedAt).First() is var newest && members[newest].LedAt > since)
                {
                    return newest;
                }

                Thread.Sleep(1);
            }

            throw new BenchException("no member leads");
        }
    }
}
