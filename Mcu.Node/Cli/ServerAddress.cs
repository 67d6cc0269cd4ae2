using System.Diagnostics.CodeAnalysis;

namespace Mcu.Node.Cli;

/// <summary>Reads <c>--server</c>: <c>host</c>, <c>host:port</c>, <c>[v6]:port</c> or <c>http://host:port</c>, several with commas between.</summary>
internal static class ServerAddress
{
    public const string Default = "127.0.0.1:7443";

    private const int DefaultPort = 7443;

    /// <summary>Reads all of them, in the order in which they are asked.</summary>
    public static bool TryParseList(string text, out IReadOnlyList<Uri> addresses)
    {
        List<Uri> read = [];
        foreach (string one in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (TryParse(one, out Uri? address))
            {
                read.Add(address);
            }
        }

        addresses = read;
        return read.Count == text.Split(',').Length;
    }

    /// <summary>Reads one.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Uri? address)
    {
        bool hasScheme = text.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        bool ok = Uri.TryCreate(hasScheme ? text : $"http://{text}", UriKind.Absolute, out address)
            && address.Host.Length > 0
            && address.PathAndQuery is "/"
            && address.UserInfo.Length == 0;
        if (!ok)
        {
            address = null;
            return false;
        }

        bool hasPort = text.TrimEnd('/').EndsWith($":{address!.Port}", StringComparison.Ordinal);
        address = hasPort ? address : new UriBuilder(address) { Port = DefaultPort }.Uri;
        return true;
    }
}
