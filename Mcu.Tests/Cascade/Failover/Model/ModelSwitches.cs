namespace Mcu.Tests.Cascade.Failover.Model;

/// <summary>Which of the protections are off, to show that each is needed.</summary>
internal sealed record ModelSwitches(bool GateOff = false, bool LagCheckOff = false, bool TermFilterOff = false);
