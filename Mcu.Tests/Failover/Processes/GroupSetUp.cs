using Mcu.Tests.Cascade.Processes;

namespace Mcu.Tests.Failover.Processes;

/// <summary>One group for all tests of this namespace.</summary>
[SetUpFixture]
internal sealed class GroupSetUp() : SharedProcesses<GroupProcesses>(() => new GroupProcesses(), nodes => nodes.Start(), "baresip", "ffmpeg", "gcc");
