using Mcu.Core.Rtp;

namespace Mcu.Node.Media;

/// <summary>
/// What a site hears and sees of us as one continuous stream each, for the life of its call: they outlast a change of
/// codec by re-INVITE.
/// </summary>
/// <param name="Audio">Sound.</param>
/// <param name="Video">Picture.</param>
public sealed record LegLines(RtpStreamLine Audio, RtpStreamLine Video);
