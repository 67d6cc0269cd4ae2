using Mcu.Cascade.Identity;
using Mcu.Node.Configuration;
using Mcu.Node.Texts;

namespace Mcu.Node.Hosting;

/// <summary>Who this node is towards other nodes, and whom it believes; for links and for HA groups alike.</summary>
/// <param name="Identities">Its certificate, renewed in place.</param>
/// <param name="Policy">Who of the others is accepted.</param>
public sealed record NodeTrust(NodeIdentityStore Identities, PeerCertificatePolicy Policy)
{
    /// <summary>Reads the files of the configuration. Both null: the node has to do with no other.</summary>
    public static (NodeTrust? Trust, Message? Failure) Load(McuConfiguration configuration, ILogger log)
    {
        CascadeConfiguration cascade = configuration.Cascade;
        if (!cascade.IsUsed && !configuration.Ha.IsUsed)
        {
            return (null, null);
        }

        var files = new NodeIdentityFiles(cascade.Certificate!, cascade.Key!, cascade.Authority!);
        if (!NodeIdentity.TryLoad(files, configuration.Node.Id, out NodeIdentity? identity, out IdentityError? error))
        {
            return (null, IdentityTexts.Of(error));
        }

        var identities = new NodeIdentityStore(files, identity);
        var policy = new PeerCertificatePolicy(identities, TimeProvider.System) { OnRefused = verdict => CascadeLog.PeerRefused(log, verdict.Subject, verdict.Refusal) };
        return (new NodeTrust(identities, policy), null);
    }
}
