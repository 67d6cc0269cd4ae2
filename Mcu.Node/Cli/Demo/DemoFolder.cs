using Mcu.Cascade.Consensus;
using Mcu.Node.Configuration;
using Mcu.Node.Failover;
using Mcu.Node.Pki;

namespace Mcu.Node.Cli.Demo;

/// <summary>
/// A temporary folder for all that the demonstration's nodes read and write: certificates of an authority made for this run,
/// configurations, data. Gone with the demonstration, so that nothing is left where somebody tried the program out.
/// </summary>
internal sealed class DemoFolder : IDisposable
{
    private static readonly TimeSpan Validity = TimeSpan.FromDays(90);

    private readonly string folder = Directory.CreateTempSubdirectory("mcu-demo-").FullName;

    /// <summary>Makes the folder, the authority and the nodes' certificates.</summary>
    public DemoFolder(IEnumerable<string> nodes, TimeProvider time)
    {
        Certificates = new PkiStore(Path.Combine(folder, "pki"), time);
        Certificates.Create("mcu demo", years: 1, passphrase: null);
        Secret = Path.Combine(folder, "group.secret");
        GroupSecret.Create(Secret);
        foreach (string node in nodes)
        {
            Certificates.Issue(new NodeCertificateRequest(node, [], Validity), passphrase: null);
        }
    }

    /// <summary>The nodes' certificates.</summary>
    public PkiStore Certificates { get; }

    /// <summary>The file with the secret of the province's group.</summary>
    public string Secret { get; }

    /// <summary>In single quotes YAML takes every character as it is, but for the quote, which is doubled.</summary>
    public static string Quote(string path) => $"'{path.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Where a node keeps its data.</summary>
    public string DataOf(string node) => Path.Combine(folder, $"data-{node}");

    /// <summary>Writes a node's configuration; what <c>mcu serve --config</c> takes.</summary>
    public string Write(string node, string configuration)
    {
        string file = Path.Combine(folder, $"{node}.yaml");
        File.WriteAllText(file, configuration);
        return file;
    }

    /// <summary>Makes a node a member of the groups that its configuration names; what <c>mcu ha found</c> does.</summary>
    public static void Found(string file)
    {
        if (!ConfigurationLoader.TryLoad(file, out McuConfiguration? configuration, out IReadOnlyList<ConfigurationError> errors))
        {
            throw new InvalidDataException(string.Join('\n', errors.Select(error => error.In(Texts.Language.English))));
        }

        foreach (string group in configuration.Ha.Groups)
        {
            ConsensusFolder.Found(ConsensusMembers.FolderOf(configuration, group));
        }
    }

    /// <summary>Deletes it. One that cannot be deleted is left to the system: the demonstration has succeeded all the same.</summary>
    public void Dispose()
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Temporary folders are emptied by the system.
        }
    }
}
