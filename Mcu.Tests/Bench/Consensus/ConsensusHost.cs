using System.Diagnostics;
using System.Globalization;
using System.Net;
using Google.Protobuf;
using Mcu.Cascade.Consensus;
using Mcu.Cascade.Replication;
using Mcu.Node.Loops;
using Mcu.V1;

namespace Mcu.Tests.Bench.Consensus;

/// <summary>
/// One member of a group in a process of its own, to be killed or stopped. Says <c>lead</c> or <c>follow</c>, with the instant, when it
/// begins to, and answers <c>commit COUNT BYTES</c> with the milliseconds of each commit, and <c>settle</c>
/// when it leads no more or nobody lags; ends with its input.
/// </summary>
internal static class ConsensusHost
{
    /// <summary>The verb that has this program be a member.</summary>
    public const string Verb = "consensus-member";

    /// <summary>Runs a member.</summary>
    /// <param name="self">Which: a, b or w.</param>
    /// <param name="folder">Where its log is.</param>
    /// <param name="firstPort">The first of three ports.</param>
    public static async Task<int> RunAsync(string self, string folder, int firstPort)
    {
        await using var member = new DotNextConsensus(
            new ConsensusOptions
            {
                Self = self,
                Members = Members(firstPort),
                Folder = folder,
                Clock = () => MonotonicClock.Now,
            },
            new ReplicatedStore());
        bool led = false;
        member.Changed += view =>
        {
            bool leads = view.HoldsLease(MonotonicClock.Now);
            if (leads != led)
            {
                led = leads;
                Say(string.Create(CultureInfo.InvariantCulture, $"{(leads ? "lead" : "follow")} {MonotonicClock.Now.Nanoseconds}"));
            }
        };
        await member.StartAsync(CancellationToken.None);
        Say("ready");
        while (await Console.In.ReadLineAsync() is { } command)
        {
            if (command is "settle")
            {
                SpinWait.SpinUntil(() => IsSettled(member.View), TimeSpan.FromSeconds(20));
                Say("settled");
                continue;
            }

            string[] words = command.Split(' ');
            await CommitAsync(member, int.Parse(words[1], CultureInfo.InvariantCulture), int.Parse(words[2], CultureInfo.InvariantCulture));
        }

        return 0;
    }

    /// <summary>The group.</summary>
    private static IReadOnlyList<GroupMember> Members(int firstPort) =>
    [
        new("a", new IPEndPoint(IPAddress.Loopback, firstPort)),
        new("b", new IPEndPoint(IPAddress.Loopback, firstPort + 1)),
        new("w", new IPEndPoint(IPAddress.Loopback, firstPort + 2), IsWitness: true),
    ];

    private static bool IsSettled(ConsensusView view) =>
        view.Role != ConsensusRole.Leader || view.Members.All(member => member.LagBehind(view.LastIndex) == 0);

    private static async Task CommitAsync(DotNextConsensus member, int count, int bytes)
    {
        var batch = new Batch();
        batch.Puts.Add(new Put { Kind = ReplicatedKinds.Conference, Key = "one", Value = ByteString.CopyFrom(new byte[bytes]) });
        byte[] entry = batch.ToByteArray();
        var took = new List<string>();
        for (int i = 0; i < count; i++)
        {
            long start = Stopwatch.GetTimestamp();
            ReplicationOutcome outcome = await member.ReplicateAsync(entry, TimeSpan.FromSeconds(2), CancellationToken.None);
            if (outcome is ReplicationOutcome.Committed)
            {
                took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds.ToString("F3", CultureInfo.InvariantCulture));
            }
        }

        Say("took " + string.Join(' ', took));
    }

    private static void Say(string line)
    {
        lock (Console.Out)
        {
            Console.WriteLine(line);
        }
    }
}
