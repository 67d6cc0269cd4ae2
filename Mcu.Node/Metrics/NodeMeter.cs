using System.Diagnostics.Metrics;

namespace Mcu.Node.Metrics;

/// <summary>The meter that all instruments of the node belong to.</summary>
public static class NodeMeter
{
    /// <summary>Its name, for exporters.</summary>
    public const string Name = "mcu";

    /// <summary>The meter.</summary>
    public static Meter Instance { get; } = new(Name);
}
