namespace Mcu.Node.Control;

/// <summary>A recording.</summary>
/// <param name="Path">Full path on the node.</param>
/// <param name="File">Path within the data folder; the full path when it lies outside.</param>
/// <param name="StoppedAt">Null while it runs.</param>
/// <param name="Bytes">Written so far.</param>
public sealed record RecordingInfo(string Path, string File, DateTimeOffset StartedAt, DateTimeOffset? StoppedAt, long Bytes);

/// <summary>The composed picture as a PNG file.</summary>
public sealed record SnapshotPicture(ReadOnlyMemory<byte> Png, int Width, int Height, DateTimeOffset TakenAt);
