namespace Mcu.Core.Mixing;

/// <summary>What one leg is sent. Made by <see cref="SharedAudioEncodes.Attach"/>.</summary>
public sealed class AudioSend
{
    internal AudioSend(AudioEncodeGroup group, MixInput? input) => (Group, Input) = (group, input);

    /// <summary>Codec and settings.</summary>
    public AudioSendFormat Format => Group.Format;

    /// <summary>The leg's own place in the mix; null for a leg that only listens.</summary>
    public MixInput? Input { get; }

    /// <summary>False while the leg wants no sound (hold, sendonly): nothing is encoded for it.</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>The payload of this frame; empty when not enabled. Valid until the next <see cref="SharedAudioEncodes.Encode"/>.</summary>
    public ReadOnlySpan<byte> Payload => IsEnabled && Source is not null ? Source.Payload : default;

    /// <summary>RTP timestamp units per frame.</summary>
    public int TimestampStep => Group.TimestampStep;

    /// <summary>The leg has an encoder of its own in this frame.</summary>
    public bool HasOwnEncoder => Own is not null;

    internal AudioEncodeGroup Group { get; }

    internal EncoderLine? Own { get; set; }

    internal EncoderLine? Source { get; set; }

    /// <summary>The last frame in which the leg had a part in the mix.</summary>
    internal long LastContributed { get; set; } = long.MinValue / 2;
}
