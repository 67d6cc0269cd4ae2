using Mcu.Node.Control;
using Mcu.V1;

namespace Mcu.Tests.Api;

/// <summary>A node without a standby, or the standby of a group.</summary>
internal sealed class FakeActLog : IActLog
{
    public bool IsActive { get; set; } = true;

    public bool IsKept => false;

    public string? Leader { get; set; } = "kh-1";

    public ActRecord? Find(string opId) => null;

    public Task<ActTurn> BeginAsync(CancellationToken cancel) => Task.FromResult(ActTurn.None);

    public Task<bool> CommitAsync(string opId, ActRecord act, ActTurn turn) => Task.FromResult(true);
}
