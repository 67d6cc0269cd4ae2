namespace Mcu.Node.Cli;

/// <summary>The form of results.</summary>
public enum OutputFormat
{
    /// <summary>For people.</summary>
    Table,

    /// <summary>The proto3 JSON of the mcu.v1 message: lowerCamelCase names, defaults written out.</summary>
    Json,
}
