using System.Diagnostics;

namespace Mcu.Tests.Bench.Nodes;

/// <summary>Starts this program once more, for a part that must not share its process.</summary>
internal static class SelfProcess
{
    /// <summary>How to start it with these arguments.</summary>
    public static ProcessStartInfo With(params string[] arguments)
    {
        string host = Environment.ProcessPath!;
        bool isShared = Path.GetFileNameWithoutExtension(host) is "dotnet";
        var start = new ProcessStartInfo(host) { UseShellExecute = false };
        foreach (string argument in isShared ? [typeof(SelfProcess).Assembly.Location, .. arguments] : arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }
}
