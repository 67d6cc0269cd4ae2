using System.Text;

namespace Mcu.Core.Bfcp;

/// <summary>Who else has the floor, as a participant is told.</summary>
/// <param name="Request">The number of that one's request; those of the participant itself are below <see cref="FirstRequest"/>.</param>
/// <param name="Name">The name of the site.</param>
internal sealed record FloorHolder(ushort Request, string Name)
{
    /// <summary>Where the numbers of others begin.</summary>
    public const ushort FirstRequest = 0x8000;

    /// <summary>The user id of all others: no participant has it.</summary>
    public const ushort UserId = ushort.MaxValue;

    private const int MostNameBytes = 96; // a grouped attribute has 255 octets in all

    /// <summary>The name in UTF-8, cut between two characters where it is long.</summary>
    public byte[] NameBytes()
    {
        int length = 0;
        foreach (Rune rune in Name.EnumerateRunes())
        {
            if (length + rune.Utf8SequenceLength > MostNameBytes)
            {
                break;
            }

            length += rune.Utf8SequenceLength;
        }

        return Encoding.UTF8.GetBytes(Name)[..length];
    }
}
