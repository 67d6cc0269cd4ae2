using Mcu.Cascade.Identity;
using Mcu.Node.Texts;
using YamlDotNet.RepresentationModel;

namespace Mcu.Node.Configuration;

/// <summary>Reads <c>cascade</c>, and sees to it that who has links has a certificate.</summary>
internal sealed class CascadeReader(ConfigurationErrors errors)
{
    private const int MaxParents = 3;
    private const int MaxChildren = 64;

    private static readonly ScalarType<string> NodeIds = Scalars.Words(NodeId.IsValid, Message.Of(ConfigurationTexts.NodeId));

    private static readonly ScalarType<string> HostAndPort = Scalars.Words(IsHostAndPort, Message.Of(ConfigurationTexts.HostAndPort));

    public CascadeConfiguration Read(MappingReader cascade, CascadeConfiguration fallback)
    {
        CascadeConfiguration value = new()
        {
            Listen = cascade.ReadOptional("listen", Scalars.Listen),
            Certificate = cascade.ReadOptional("certificate", Scalars.FilePath),
            Key = cascade.ReadOptional("key", Scalars.FilePath),
            Authority = cascade.ReadOptional("authority", Scalars.FilePath),
            Parents = ReadParents(cascade),
            Children = ReadChildren(cascade),
            MaxChildren = cascade.Read("max_children", fallback.MaxChildren, Scalars.Number(1, MaxChildren)),
            AdoptOrphans = cascade.Read("adopt_orphans", fallback.AdoptOrphans, Scalars.Flag),
            OrphansAfter = cascade.Read("orphans_after", fallback.OrphansAfter, Quantities.Time("5s", "10m")),
        };
        cascade.Close();
        foreach ((string key, string? file) in new[] { ("certificate", value.Certificate), ("key", value.Key), ("authority", value.Authority) })
        {
            if (value.IsUsed && file is null)
            {
                errors.AddAt(Message.Of(ConfigurationTexts.CascadeNeedsCertificate), null, cascade.PathOf(key));
            }
        }

        return value;
    }

    private List<ParentConfiguration> ReadParents(MappingReader cascade)
    {
        List<ParentConfiguration> parents = [];
        foreach ((YamlNode node, string path) in cascade.ReadList("parents", MaxParents) ?? [])
        {
            MappingReader entry = new(node, path, errors);
            parents.Add(new ParentConfiguration(entry.ReadRequired("node", "", NodeIds, node), entry.ReadRequired("address", "", HostAndPort, node)));
            entry.Close();
        }

        return parents;
    }

    private List<string> ReadChildren(MappingReader cascade)
    {
        List<string> children = [];
        foreach ((YamlNode node, string path) in cascade.ReadList("children", MaxChildren) ?? [])
        {
            if (MappingReader.TryReadScalar(node, path, NodeIds, errors, out string? child))
            {
                children.Add(child!);
            }
        }

        return children;
    }

    private static bool IsHostAndPort(string text) =>
        Uri.TryCreate($"https://{text}", UriKind.Absolute, out Uri? uri) && uri.PathAndQuery == "/" && !text.Contains('/', StringComparison.Ordinal)
        && uri.UserInfo.Length == 0 && text.LastIndexOf(':') > text.LastIndexOf(']') && uri.Port > 0;
}
