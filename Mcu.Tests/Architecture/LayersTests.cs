using System.Reflection;

namespace Mcu.Tests.Architecture;

/// <summary>References run one way: Node -> Cascade -> Core.</summary>
public sealed class LayersTests
{
    [TestCase("Mcu.Core", "mcu")]
    [TestCase("Mcu.Core", "Mcu.Cascade")]
    [TestCase("Mcu.Cascade", "mcu")]
    [TestCase("Mcu.Core", "System.Net.Sockets")]
    [TestCase("Mcu.Core", "Grpc.Core.Api")]
    [TestCase("Mcu.Core", "Polly.Core")]
    public void Assembly_DoesNotReference(string lower, string forbidden)
    {
        string[] references = [.. Assembly.Load(lower).GetReferencedAssemblies().Select(name => name.Name!)];
        Assert.That(references, Does.Not.Contain(forbidden));
    }
}
