namespace Mcu.Cascade.Replication;

/// <summary>Why a batch is not replicated.</summary>
public enum BatchRefusal
{
    /// <summary>It may be.</summary>
    None,

    /// <summary>It says nothing.</summary>
    Empty,

    /// <summary>A key is empty or too long.</summary>
    BadKey,

    /// <summary>A value is too large.</summary>
    ValueTooLarge,

    /// <summary>It is larger than an entry may be.</summary>
    BatchTooLarge,

    /// <summary>There would be more records than the store holds.</summary>
    StoreFull,
}
