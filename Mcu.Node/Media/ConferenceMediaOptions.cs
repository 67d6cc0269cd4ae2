using Mcu.Core.Composing;
using Mcu.Core.Mixing;

namespace Mcu.Node.Media;

/// <summary>How conferences are mixed and composed on this node.</summary>
/// <param name="Mixer">How many are heard, and when the speaker changes.</param>
/// <param name="EncoderPreset">The H.264 encoder's preset.</param>
/// <param name="NewCaptions">Makes a renderer of names and signs; each video loop has its own.</param>
public sealed record ConferenceMediaOptions(AudioMixerOptions Mixer, string EncoderPreset, Func<CaptionRenderer> NewCaptions);
