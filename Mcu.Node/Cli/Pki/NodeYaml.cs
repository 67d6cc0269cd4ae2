namespace Mcu.Node.Cli.Pki;

/// <summary>What a node's configuration says about its certificate.</summary>
internal static class NodeYaml
{
    /// <summary>Where a packaged node keeps its certificate.</summary>
    public const string Folder = "/etc/mcu/pki";

    /// <summary>The lines for one node.</summary>
    public static string Of(string nodeId) => $"""
        node:
          id: {nodeId}
        cascade:
          certificate: {Folder}/{nodeId}.crt
          key: {Folder}/{nodeId}.key
          authority: {Folder}/ca.crt
        """;
}
