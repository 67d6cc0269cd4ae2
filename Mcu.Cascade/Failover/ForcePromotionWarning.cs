namespace Mcu.Cascade.Failover;

/// <summary>
/// What an operator has to know before a node is forced to serve: above all what the node cannot know, whether another serves that it
/// does not hear.
/// </summary>
/// <param name="Confirmation">What is to be typed.</param>
/// <param name="Silence">How long no leader was heard; null: never since the start. What was committed since is not here.</param>
/// <param name="AppliedIndex">The last entry that its state contains.</param>
/// <param name="Unapplied">Entries of its log that its state does not contain; they may never have been acknowledged.</param>
/// <param name="IsDrained">It is out of the group: everything since the drain is missing.</param>
public sealed record ForcePromotionWarning(string Confirmation, TimeSpan? Silence, ulong AppliedIndex, ulong Unapplied, bool IsDrained);
