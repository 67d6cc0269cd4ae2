namespace Mcu.Tests.Bench;

/// <summary>A benchmark cannot be run here; the message says what is missing.</summary>
public sealed class BenchException(string message) : Exception(message);
