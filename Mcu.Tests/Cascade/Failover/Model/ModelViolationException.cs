namespace Mcu.Tests.Cascade.Failover.Model;

/// <summary>Something that must never happen did.</summary>
internal sealed class ModelViolationException(string what) : Exception(what);
