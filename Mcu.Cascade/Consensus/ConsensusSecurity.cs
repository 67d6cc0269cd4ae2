using Mcu.Cascade.Identity;

namespace Mcu.Cascade.Consensus;

/// <summary>Who a member is towards the others, and whom it believes: both sides of each connection show a certificate.</summary>
public sealed record ConsensusSecurity(NodeIdentityStore Identities, PeerCertificatePolicy Policy);
