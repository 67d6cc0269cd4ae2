using Mcu.Cascade.Consensus;
using Mcu.Cascade.Identity;
using Mcu.Node.Texts;
using YamlDotNet.RepresentationModel;

namespace Mcu.Node.Configuration;

/// <summary>Reads <c>ha</c>, and sees to it that a group is whole: two MCUs and a witness.</summary>
internal sealed class HaReader(ConfigurationErrors errors)
{
    private const int MaxWitnessed = 16;

    private static readonly ScalarType<string> NodeIds = Scalars.Words(NodeId.IsValid, Message.Of(ConfigurationTexts.NodeId));

    private static readonly ScalarType<TimeSpan> Detect = Quantities.Time("150ms", "3s");

    private static readonly ScalarType<HaRole> Roles = Scalars.OneOf(("primary", HaRole.Primary), ("standby", HaRole.Standby));

    public HaConfiguration Read(MappingReader ha, CascadeConfiguration cascade, string nodeId)
    {
        HaConfiguration value = new()
        {
            Group = ha.ReadOptional("group", NodeIds),
            Role = ha.Read("role", HaRole.Primary, Roles),
            Listen = ha.ReadOptional("listen", Scalars.Listen),
            Detect = ReadDetect(ha),
            Secret = ha.ReadOptional("secret", Scalars.FilePath),
            Peers = ReadMembers(ha, "peers", max: 1),
            Witness = ReadWitness(ha),
            WitnessFor = ReadWitnessFor(ha),
        };
        ha.Close();
        foreach ((string key, bool isMissing) in new[] { ("listen", value.Listen is null), ("secret", value.Secret is null), ("peers", value.Peers.Count == 0), ("witness", value.Witness is null) })
        {
            if (value.Group is not null && isMissing)
            {
                errors.AddAt(Message.Of(ConfigurationTexts.HaGroupIsWhole), null, ha.PathOf(key));
            }
        }

        if (value.IsUsed && (cascade.Certificate is null || cascade.Key is null || cascade.Authority is null))
        {
            errors.AddAt(Message.Of(ConfigurationTexts.HaNeedsCertificate), null, "cascade.certificate");
        }

        // The node above takes its word for the group only by the node's certificate (LinkPeer.Unit).
        if (value.Group is { } group && cascade.Parents.Count > 0 && nodeId != group && !nodeId.StartsWith($"{group}-", StringComparison.Ordinal))
        {
            errors.AddAt(Message.Of(ConfigurationTexts.HaGroupOfNode, ("group", group), ("node", nodeId)), null, ha.PathOf("group"), "node.id");
        }

        return value;
    }

    private List<HaMember> ReadMembers(MappingReader owner, string key, int max) =>
        [.. (owner.ReadList(key, max) ?? []).Select(entry => ReadMember(new MappingReader(entry.Node, entry.Path, errors), entry.Node))];

    private static TimeSpan ReadDetect(MappingReader group) => group.Read("detect", ConsensusLimits.ElectionFrom, Detect);

    private static HaMember? ReadWitness(MappingReader ha)
    {
        MappingReader witness = ha.Section("witness");
        string? node = witness.ReadOptional("node", NodeIds);
        ListenAddress? address = witness.ReadOptional("address", Scalars.Listen);
        witness.Close();
        return node is null || address is null ? null : new HaMember(node, address);
    }

    private static HaMember ReadMember(MappingReader entry, YamlNode node)
    {
        HaMember member = new(entry.ReadRequired("node", "", NodeIds, node), entry.ReadRequired("address", ListenAddress.Loopback(0), Scalars.Listen, node));
        entry.Close();
        return member;
    }

    private List<WitnessConfiguration> ReadWitnessFor(MappingReader ha)
    {
        List<WitnessConfiguration> witnessed = [];
        foreach ((YamlNode node, string path) in ha.ReadList("witness_for", MaxWitnessed) ?? [])
        {
            MappingReader entry = new(node, path, errors);
            WitnessConfiguration one = new(
                entry.ReadRequired("group", "", NodeIds, node),
                entry.ReadRequired("listen", ListenAddress.Loopback(0), Scalars.Listen, node),
                ReadDetect(entry),
                ReadMembers(entry, "peers", max: 2));
            entry.Close();
            witnessed.Add(one);
            if (one.Members.Count != 2)
            {
                errors.AddAt(Message.Of(ConfigurationTexts.HaGroupIsWhole), null, entry.PathOf("peers"));
            }
        }

        return witnessed;
    }
}
