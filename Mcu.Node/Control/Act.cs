namespace Mcu.Node.Control;

/// <summary>One act of an operator.</summary>
/// <param name="OpId">Made up by the client once per act, 1 to 64 characters; a retry carries the same one.</param>
/// <param name="Operator">Who does it, as far as is known: a name and an address.</param>
public sealed record Act(string OpId, string Operator);
