using System.Globalization;

namespace Mcu.Node.Cli.Demo;

/// <summary>
/// A temporary folder for all that the demonstration's node writes, and its configuration: the defaults but for the data
/// folder. Gone with the demonstration, so that nothing is left where somebody tried the program out.
/// </summary>
internal sealed class DemoFolder : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mcu-demo-").FullName;

    /// <summary>Makes the folder and writes the configuration.</summary>
    public DemoFolder()
    {
        // In single quotes YAML takes every character as it is, but for the quote, which is doubled.
        string data = Path.Combine(folder, "data").Replace("'", "''", StringComparison.Ordinal);
        File.WriteAllText(ConfigurationFile, string.Create(CultureInfo.InvariantCulture, $"data: '{data}'\n"));
    }

    /// <summary>What <c>mcu serve --config</c> takes.</summary>
    public string ConfigurationFile => Path.Combine(folder, "mcu.yaml");

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
