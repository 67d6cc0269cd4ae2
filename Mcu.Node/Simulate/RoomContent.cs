using Mcu.Node.Simulate.Pictures;
using Mcu.Node.Simulate.Sound;

namespace Mcu.Node.Simulate;

/// <summary>What a room sends.</summary>
/// <param name="Sound">Its turns to speak.</param>
/// <param name="Pictures">Its pictures.</param>
internal sealed record RoomContent(SoundClip Sound, PictureClip Pictures)
{
    /// <summary>Its slides; null: it presents none.</summary>
    public PictureClip? Slides { get; init; }
}
