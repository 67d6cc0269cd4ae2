namespace Mcu.Tests.Codecs;

/// <summary>The memory of this process, native allocations included.</summary>
internal static class ProcessMemory
{
    /// <summary>Resident bytes now.</summary>
    public static long ResidentBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        string[] fields = File.ReadAllText("/proc/self/statm").Split(' ');
        return long.Parse(fields[1]) * Environment.SystemPageSize;
    }
}
