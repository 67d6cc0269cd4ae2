using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Mcu.Tests.Interop;
using Microsoft.Win32.SafeHandles;

namespace Mcu.Tests.Cascade.Processes;

/// <summary>
/// A host of its own on this machine: a network namespace (ip-netns(8)). What <see cref="Run{T}"/> does has its sockets there, and
/// processes that it starts live there.
/// </summary>
internal sealed partial class NetworkNamespace : IDisposable
{
    private const int CloneNewNet = 0x40000000;
    private const string Ip = "/usr/sbin/ip";
    private static int made;

    /// <summary>Makes it, with nothing but a loopback.</summary>
    public NetworkNamespace()
    {
        Name = $"mcu{Environment.ProcessId}-{Interlocked.Increment(ref made)}";
        Tools.Run(Ip, "netns", "add", Name);
        Configure("link", "set", "lo", "up");
    }

    /// <summary>As <c>ip netns</c> lists it; no other process of tests has the same.</summary>
    public string Name { get; }

    /// <summary>Skips the tests, and says why, where namespaces cannot be made.</summary>
    public static void Require()
    {
        if (!File.Exists(Ip))
        {
            Assert.Ignore("not installed: iproute2 (./build.sh test installs it)");
        }

        try
        {
            new NetworkNamespace().Dispose();
        }
        catch (AssertionException refused)
        {
            Assert.Ignore($"this machine lets no network namespaces be made (root may): {refused.Message}");
        }
    }

    /// <summary>Lays a cable between two namespaces: an interface of the same name in each.</summary>
    public static void Connect(NetworkNamespace one, string oneName, NetworkNamespace other, string otherName)
    {
        Tools.Run(Ip, "link", "add", oneName, "netns", one.Name, "type", "veth", "peer", "name", otherName, "netns", other.Name);
        one.Configure("link", "set", oneName, "up");
        other.Configure("link", "set", otherName, "up");
    }

    /// <summary>Runs <c>ip</c> in it.</summary>
    public void Configure(params string[] arguments) => Tools.Run(Ip, ["-n", Name, .. arguments]);

    /// <summary>Does something in it, on a thread of its own.</summary>
    public T Run<T>(Func<T> work)
    {
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                Enter();
                result = work();
            }
            catch (Exception thrown)
            {
                failure = ExceptionDispatchInfo.Capture(thrown);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }

    /// <summary>Puts the calling thread into it, for good.</summary>
    public void Enter()
    {
        using SafeFileHandle file = File.OpenHandle($"/run/netns/{Name}");
        if (SetNamespace((int)file.DangerousGetHandle(), CloneNewNet) != 0)
        {
            throw new InvalidOperationException($"setns {Name}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    /// <summary>Removes it, with its interfaces. Processes in it end before.</summary>
    public void Dispose() => Tools.Run(Ip, "netns", "del", Name);

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(int file, int kind);
}
