using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using Mcu.Tests.Cascade.Processes;
using Mcu.V1;

namespace Mcu.Tests.Failover.Processes;

/// <summary>Is told at once of what becomes of a node's role, which a look now and then may miss.</summary>
internal sealed class RoleWatch : IDisposable
{
    private readonly ConcurrentQueue<string> roles = new();
    private readonly AsyncServerStreamingCall<Event> call;
    private readonly Task reading;
    private TaskCompletionSource changed = new();

    /// <summary>Begins to listen; what was before counts too.</summary>
    public RoleWatch(CascadeNode node)
    {
        call = node.Conferences.Events(new EventsRequest { Kinds = { EventKind.HaRoleChanged }, Follow = true });
        reading = ReadAsync();
    }

    /// <summary>Waits until the node has had a role since <see cref="Forget"/>, a word of <see cref="HaRole"/>.</summary>
    public void Await(string role, TimeSpan limit)
    {
        long start = Stopwatch.GetTimestamp();
        Task next = Volatile.Read(ref changed).Task;
        while (!roles.Contains(role))
        {
            TimeSpan left = limit - Stopwatch.GetElapsedTime(start);
            Assert.That(left > TimeSpan.Zero && Task.WaitAny([next], left) == 0, $"never became {role}: {string.Join(", ", roles)}");
            next = Volatile.Read(ref changed).Task;
        }
    }

    /// <summary>What it became so far counts no more.</summary>
    public void Forget() => roles.Clear();

    public void Dispose()
    {
        call.Dispose();
        reading.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
    }

    // Ends with the node, or with this.
    private async Task ReadAsync()
    {
        await foreach (Event happened in call.ResponseStream.ReadAllAsync())
        {
            roles.Enqueue(happened.Details["to"]);
            Interlocked.Exchange(ref changed, new TaskCompletionSource()).SetResult();
        }
    }
}
