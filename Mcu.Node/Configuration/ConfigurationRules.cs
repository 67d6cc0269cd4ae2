using Mcu.Node.Texts;

namespace Mcu.Node.Configuration;

/// <summary>What single values cannot show: addresses and ports that do not go together.</summary>
internal static class ConfigurationRules
{
    public static void Check(McuConfiguration configuration, ConfigurationErrors errors)
    {
        ListenAddress sip = configuration.Sip.Listen;
        ListenAddress grpc = configuration.Grpc.Listen;
        MediaConfiguration media = configuration.Media;
        if (grpc.Port == sip.Port && (grpc.Address.Equals(sip.Address) || grpc.IsWildcard || sip.IsWildcard))
        {
            errors.AddAt(Message.Of(ConfigurationTexts.SameListen, ("found", sip)), null, "grpc.listen", "sip.listen");
        }

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
}
