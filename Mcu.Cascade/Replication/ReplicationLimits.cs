namespace Mcu.Cascade.Replication;

/// <summary>How large records may be.</summary>
public static class ReplicationLimits
{
    /// <summary>The longest key, in UTF-8 bytes.</summary>
    public const int KeyBytes = 512;

    /// <summary>The largest value.</summary>
    public const int ValueBytes = 256 << 10;

    /// <summary>All records together, keys and values; a snapshot is little more.</summary>
    public const long TotalBytes = 32 << 20;

    /// <summary>What a record costs beside its key and value.</summary>
    public const int RecordBytes = 32;
}
