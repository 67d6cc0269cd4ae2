using System.Net;

namespace Mcu.Cascade.Consensus;

/// <summary>A member of a group by configuration; the same list on every member.</summary>
/// <param name="Id">Its node id, which its certificate carries too.</param>
/// <param name="Address">Where it listens for the others.</param>
/// <param name="IsWitness">Whether it votes and never leads.</param>
public sealed record GroupMember(string Id, IPEndPoint Address, bool IsWitness = false);
