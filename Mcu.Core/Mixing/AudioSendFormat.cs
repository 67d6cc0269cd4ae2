using Mcu.Core.Codecs;

namespace Mcu.Core.Mixing;

/// <summary>What legs must have in common to share an encoder.</summary>
/// <param name="Codec">The codec.</param>
/// <param name="Settings">Its settings.</param>
public sealed record AudioSendFormat(AudioCodec Codec, AudioEncoderSettings Settings);
