namespace Mcu.Tests.Bench.Clips;

/// <summary>A clip in memory, cut into access units (Annex B), the first of which is an IDR.</summary>
/// <param name="File">The same clip in a container, for the <c>ffmpeg</c> command line.</param>
/// <param name="Units">Its access units, without delimiters.</param>
public sealed record RoomClip(string File, IReadOnlyList<byte[]> Units)
{
    private static readonly byte[] Delimiter = [0, 0, 0, 1, 9];

    /// <summary>Reads an elementary stream whose access units begin with delimiters.</summary>
    public static RoomClip Load(string name)
    {
        ReadOnlySpan<byte> stream = System.IO.File.ReadAllBytes(name + ".h264");
        var units = new List<byte[]>();
        while (!stream.IsEmpty)
        {
            int next = stream[1..].IndexOf(Delimiter);
            ReadOnlySpan<byte> unit = next < 0 ? stream : stream[..(next + 1)];
            units.Add(unit[(Delimiter.Length + 1)..].ToArray()); // the delimiter's own payload is one byte
            stream = stream[unit.Length..];
        }

        return new RoomClip(name + ".mp4", units);
    }
}
