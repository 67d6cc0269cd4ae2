using Mcu.V1;

namespace Mcu.Node.Control;

/// <summary>Whether this node carries acts out, and how what was answered outlives it. Any thread.</summary>
public interface IActLog
{
    /// <summary>Whether the meetings are this node's: always, without a standby.</summary>
    bool IsActive { get; }

    /// <summary>Whether acts are written down at all.</summary>
    bool IsKept { get; }

    /// <summary>Who leads the meetings, as far as this node knows; null: nobody at this moment, this node neither.</summary>
    string? Leader { get; }

    /// <summary>What an act was answered, here or at the node before; null: it is new.</summary>
    ActRecord? Find(string opId);

    /// <summary>Waits for an act's turn, before it is carried out.</summary>
    Task<ActTurn> BeginAsync(CancellationToken cancel);

    /// <summary>Writes down what an act was answered, with what it changed, and ends its turn; ends with whether that outlives this node.</summary>
    Task<bool> CommitAsync(string opId, ActRecord act, ActTurn turn);
}
