namespace Mcu.Tests.Harness;

/// <summary>A configuration file in a folder of its own, with ports of its own on loopback.</summary>
internal sealed class NodeConfigurationFile : IDisposable
{
    /// <summary>Writes it.</summary>
    /// <param name="more">Further keys: text at the left margin.</param>
    /// <param name="conference">Further keys of the conference 1000, one a line.</param>
    public NodeConfigurationFile(string more = "", string conference = "")
    {
        int media = PortLease.MediaBlock();
        Path = System.IO.Path.Combine(Folder, "mcu.yaml");
        File.WriteAllText(Path, $"""
            data: {Folder}/data
            sip:
              listen: 127.0.0.1:{SipPort}
            grpc:
              listen: 127.0.0.1:{GrpcPort}
            media:
              ports: {media}-{media + 199}
              rtp_timeout: 6s
            conferences:
              - name: khanh-hoa
                number: "1000"
                title: Tỉnh Khánh Hòa
            {Indented(conference)}
            {more}
            """);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Where it is, and where the node keeps its data.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("mcu-node-").FullName;

    /// <summary>Where rooms call.</summary>
    public int SipPort { get; } = PortLease.One();

    /// <summary>Where operators steer.</summary>
    public int GrpcPort { get; } = PortLease.One();

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Indented(string lines) =>
        string.Join('\n', lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"    {line}"));
}
