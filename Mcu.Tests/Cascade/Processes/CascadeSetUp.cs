namespace Mcu.Tests.Cascade.Processes;

/// <summary>One cascade for all tests of this namespace.</summary>
[SetUpFixture]
internal sealed class CascadeSetUp() : SharedProcesses<CascadeProcesses>(() => new CascadeProcesses(), nodes => nodes.Start(), "baresip", "ffmpeg");
