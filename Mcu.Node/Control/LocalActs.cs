using Mcu.V1;

namespace Mcu.Node.Control;

/// <summary>Acts of a node without a standby: it carries all of them out, and there is nobody to write them down for.</summary>
public sealed class LocalActs : IActLog
{
    /// <inheritdoc/>
    public bool IsActive => true;

    /// <inheritdoc/>
    public bool IsKept => false;

    /// <inheritdoc/>
    public string? Leader => null;

    /// <inheritdoc/>
    public ActRecord? Find(string opId) => null;

    /// <inheritdoc/>
    public Task<ActTurn> BeginAsync(CancellationToken cancel) => Task.FromResult(ActTurn.None);

    /// <inheritdoc/>
    public Task<bool> CommitAsync(string opId, ActRecord act, ActTurn turn) => Task.FromResult(true);
}
