using Mcu.Tests.Bench.Report;

namespace Mcu.Tests.Bench.Failover;

/// <summary>What a failover takes, and what rooms notice of it.</summary>
internal sealed class FailoverBenchmark : IBenchmark
{
    private const int UsualRounds = 10;

    /// <inheritdoc/>
    public string Name => "failover";

    /// <inheritdoc/>
    public string Summary => "an MCU that leads is killed, stands still, hands over: its steps, gaps of sound and picture, what is lost";

    /// <inheritdoc/>
    public bool OnlyWhenNamed => true;

    /// <inheritdoc/>
    public void Run(BenchContext context, BenchOutput output)
    {
        using var meeting = new FailoverMeeting(context);
        Measure("killed (kill -9)", node => node.Kill());
        Measure("silent (SIGSTOP)", node => node.Freeze());
        Measure("asked to hand over (mcu ha switchover)", node => node.HandOver());

        void Measure(string end, Action<GroupNode> harm)
        {
            FailoverRound[] rounds = [.. Enumerable.Range(1, context.Rounds(UsualRounds)).Select(round => One(end, round, harm))];
            var table = new BenchTable($"Failover of an MCU that is {end}, ms", "what", "p50", "p95", "max");
            foreach ((string what, Func<FailoverRound, double> value) in FailoverRound.Figures)
            {
                double[] sorted = [.. rounds.Select(value).Where(double.IsFinite).Order()];
                table.Add(
                    what, Cell.Number(Spread.Percentile(sorted, 0.5)), Cell.Number(Spread.Percentile(sorted, 0.95)), Cell.Number(sorted.Length == 0 ? double.NaN : sorted[^1]));
            }

            output.Show(table
                .Note($"{rounds.Length} times; calls lost: {rounds.Sum(round => round.CallsLost)} of {2 * rounds.Length}; acts lost: {rounds.Count(round => round.IsActLost)} of {rounds.Length}.")
                .Note("Gaps are the longest times between two packets in which a room hears the other, and between two packets of its picture; the district's own picture goes on without the province.")
                .Note("Two rooms, four nodes and this program share one machine and its loopback; each round begins with a standby that lacks nothing and has rehearsed."));
        }

        FailoverRound One(string end, int round, Action<GroupNode> harm)
        {
            BenchContext.Say($"{end}, {round}");
            return meeting.FailOver(harm);
        }
    }
}
