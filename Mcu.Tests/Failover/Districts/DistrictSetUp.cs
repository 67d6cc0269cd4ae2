using Mcu.Tests.Cascade.Processes;

namespace Mcu.Tests.Failover.Districts;

/// <summary>One province with a district's pair for all tests of this namespace.</summary>
[SetUpFixture]
internal sealed class DistrictSetUp() : SharedProcesses<DistrictPair>(() => new DistrictPair(), nodes => nodes.Start(), "baresip", "ffmpeg");
