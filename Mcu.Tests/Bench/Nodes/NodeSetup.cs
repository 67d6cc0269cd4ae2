using System.Globalization;
using Mcu.Cascade.Identity;

namespace Mcu.Tests.Bench.Nodes;

/// <summary>What a node of a benchmark is to be.</summary>
internal sealed record NodeSetup
{
    /// <summary>The layout of its conference; null: it has none of its own.</summary>
    public string? Layout { get; init; } = "auto";

    /// <summary>The conference's picture.</summary>
    public string Size { get; init; } = "1280x720";

    /// <summary>Its pictures a second.</summary>
    public int FramesPerSecond { get; init; } = 25;

    /// <summary>Its rate.</summary>
    public string Bitrate { get; init; } = "1500k";

    /// <summary>Its part in a cascade; null: none.</summary>
    public CascadePlace? Cascade { get; init; }

    /// <summary>The conference in the configuration.</summary>
    public string ConferencesYaml => Layout is null ? "" : string.Create(CultureInfo.InvariantCulture, $$"""
        conferences:
          - {name: bench, number: '1000', layout: '{{Layout}}', size: {{Size}}, fps: {{FramesPerSecond}}, bitrate: {{Bitrate}}}
        """);
}

/// <summary>A node's part in a cascade.</summary>
/// <param name="Node">Its id.</param>
/// <param name="Files">Its certificate.</param>
/// <param name="Parent">The node above; null: none.</param>
/// <param name="ParentAddress">Where that one listens for links.</param>
internal sealed record CascadePlace(string Node, NodeIdentityFiles Files, string? Parent, string? ParentAddress)
{
    /// <summary>It in the configuration.</summary>
    public string Yaml(string listen) => string.Create(CultureInfo.InvariantCulture, $$"""
        node: {id: {{Node}}}
        cascade:
          listen: {{listen}}
          certificate: '{{Files.Certificate}}'
          key: '{{Files.Key}}'
          authority: '{{Files.Authority}}'
          parents: [{{(Parent is null ? "" : $"{{node: {Parent}, address: '{ParentAddress}'}}")}}]
        """);
}
