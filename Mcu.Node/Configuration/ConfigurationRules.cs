using Mcu.Node.Texts;

namespace Mcu.Node.Configuration;

/// <summary>What single values cannot show: addresses and ports that do not go together.</summary>
internal static class ConfigurationRules
{
    public static void Check(McuConfiguration configuration, ConfigurationErrors errors)
    {
        ListenAddress sip = configuration.Sip.Listen;
        MediaConfiguration media = configuration.Media;
        CheckListeners(configuration, errors);
        if (sip.Port >= media.Ports.First && sip.Port <= media.Ports.Last)
        {
            Message problem = Message.Of(ConfigurationTexts.PortInRange, ("found", media.Ports), ("port", sip.Port));
            errors.AddAt(problem, null, "media.ports", "sip.listen");
        }

        if (media.Address is null && sip.IsWildcard)
        {
            errors.AddAt(Message.Of(ConfigurationTexts.WildcardNeedsAddress, ("found", sip)), Scalars.Address.Allowed, "media.address", "sip.listen");
        }

        if (media.Address is { } address && address.AddressFamily != sip.Address.AddressFamily)
        {
            errors.AddAt(Message.Of(ConfigurationTexts.OtherFamily, ("found", address)), null, "media.address");
        }
    }

    // All of them listen on TCP.
    private static void CheckListeners(McuConfiguration configuration, ConfigurationErrors errors)
    {
        List<(string Key, ListenAddress Address)> taken = [];
        (string, ListenAddress?)[] listeners =
        [
            ("sip.listen", configuration.Sip.Listen), ("grpc.listen", configuration.Grpc.Listen),
            ("cascade.listen", configuration.Cascade.Listen), ("ha.listen", configuration.Ha.Listen), ("metrics.listen", configuration.Metrics.Listen),
        ];
        foreach ((string key, ListenAddress? address) in listeners)
        {
            if (address is not null && taken.FirstOrDefault(other => Collide(other.Address, address)) is { Key: { } other, Address: var found })
            {
                errors.AddAt(Message.Of(ConfigurationTexts.SameListen, ("other", other), ("found", found)), null, key, other);
            }
            else if (address is not null)
            {
                taken.Add((key, address));
            }
        }
    }

    private static bool Collide(ListenAddress one, ListenAddress other) =>
        one.Port == other.Port && (one.Address.Equals(other.Address) || one.IsWildcard || other.IsWildcard);
}
