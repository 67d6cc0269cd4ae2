using System.Collections.Immutable;

namespace Mcu.Core.Conferences;

/// <summary>All of a <see cref="Floor"/>'s state, for a standby to go on with.</summary>
/// <param name="Holder">Who has the floor.</param>
/// <param name="Queue">Who waits, in order.</param>
/// <param name="LastId">The last floor request ID given out.</param>
public sealed record FloorSnapshot(FloorRequest? Holder, ImmutableArray<FloorRequest> Queue, int LastId);
