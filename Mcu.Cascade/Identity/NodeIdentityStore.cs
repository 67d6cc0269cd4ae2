using Mcu.Core.Time;

namespace Mcu.Cascade.Identity;

/// <summary>What a look at the identity's files found.</summary>
public enum IdentityRefresh
{
    /// <summary>Nothing new, or it is too early to look again.</summary>
    Unchanged,

    /// <summary>The files were renewed: connections made from now on use the new identity.</summary>
    Reloaded,

    /// <summary>The files changed and make no identity: the one before stays; see <see cref="NodeIdentityStore.LastError"/>.</summary>
    Failed,
}

/// <summary>
/// The node's identity as its files are now. <see cref="Refresh"/> belongs to one thread; <see cref="Current"/> may be read by any.
/// </summary>
public sealed class NodeIdentityStore
{
    /// <summary>How often the files are looked at.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly NodeIdentityFiles files;
    private Stamp[] stamps;
    private Instant nextLook = Instant.Distant;
    private NodeIdentity current;

    /// <summary>Begins with an identity that was read from these files.</summary>
    public NodeIdentityStore(NodeIdentityFiles files, NodeIdentity identity)
    {
        this.files = files;
        current = identity;
        stamps = Stamps();
    }

    /// <summary>The identity for the next connection.</summary>
    public NodeIdentity Current => Volatile.Read(ref current);

    /// <summary>Why the last look failed; null when it did not.</summary>
    public IdentityError? LastError { get; private set; }

    /// <summary>
    /// Reads the files again when one of them has another time or length than before. A renewal replaces certificate and key one after the
    /// other, so a look in between fails; the next one sees both.
    /// </summary>
    public IdentityRefresh Refresh(Instant now)
    {
        if (now < nextLook)
        {
            return IdentityRefresh.Unchanged;
        }

        nextLook = now + LookEvery;
        Stamp[] found = Stamps();
        if (found.AsSpan().SequenceEqual(stamps))
        {
            LastError = null;
            return IdentityRefresh.Unchanged;
        }

        if (!NodeIdentity.TryLoad(files, current.NodeId, out NodeIdentity? renewed, out IdentityError? error))
        {
            LastError = error;
            return IdentityRefresh.Failed;
        }

        LastError = null;
        stamps = found;
        Volatile.Write(ref current, renewed);
        return IdentityRefresh.Reloaded;
    }

    private Stamp[] Stamps() => [.. files.All.Select(Stamp.Of)];

    private readonly record struct Stamp(DateTime WrittenAt, long Length)
    {
        public static Stamp Of(string path)
        {
            var file = new FileInfo(path);
            return file.Exists ? new Stamp(file.LastWriteTimeUtc, file.Length) : default;
        }
    }
}
