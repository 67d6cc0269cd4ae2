using Mcu.Core.Time;

namespace Mcu.Core.Sip.Transactions;

/// <summary>Something that is due at some time.</summary>
internal interface ITimed
{
    /// <summary>When it is due; <see cref="Instant.Never"/> when it is not.</summary>
    Instant Deadline { get; }

    /// <summary>The earliest entry that <see cref="DeadlineQueue"/> holds for it; the queue's to write.</summary>
    Instant QueuedAt { get; set; }

    /// <summary>Its time has come; its deadline must move.</summary>
    void OnDeadline(Instant now);
}
