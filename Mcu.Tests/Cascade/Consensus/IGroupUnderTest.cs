using Mcu.Cascade.Consensus;
using Mcu.Core.Time;

namespace Mcu.Tests.Cascade.Consensus;

/// <summary>A group of three, {a, b, w}, where w is the witness, as the contract's tests drive it: on a real clock or on a fake one.</summary>
internal interface IGroupUnderTest : IAsyncDisposable
{
    /// <summary>All that was seen of leads; filled from <see cref="IConsensus.Changed"/> of every member that ever ran.</summary>
    LeadWatch Leads { get; }

    /// <summary>The clock of views.</summary>
    Instant Now { get; }

    IConsensus Member(string id);

    RecordedState State(string id);

    /// <summary>Starts a member, anew with what is on its disk where it ran before.</summary>
    Task StartAsync(string id);

    /// <summary>Ends a member without a word to anybody.</summary>
    Task KillAsync(string id);

    /// <summary>Takes a member's disk away; it does not run.</summary>
    void Wipe(string id);

    /// <summary>Whether two members hear one another.</summary>
    void Cut(string one, string other, bool isCut = true);

    /// <summary>Lets time pass until it holds.</summary>
    Task UntilAsync(Func<bool> condition, string what);

    /// <summary>Lets time pass until a task has ended.</summary>
    Task<T> ResultAsync<T>(Task<T> task);

    /// <summary>Lets time pass.</summary>
    Task PassAsync(TimeSpan time);
}
