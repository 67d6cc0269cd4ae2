using Mcu.Cascade.Identity;
using Mcu.Node.Pki;
using Mcu.Tests.Interop;

namespace Mcu.Tests.Cascade.Processes;

/// <summary>What nodes in processes of their own share: a folder, the province's authority, what their rooms send. All end with it.</summary>
internal sealed class Premises : IDisposable
{
    private static readonly Dictionary<string, string> Nothing = new(StringComparer.Ordinal);

    private readonly Stack<IDisposable> made = new();
    private readonly PkiStore pki;
    private int acts;

    /// <summary>Makes the authority.</summary>
    public Premises()
    {
        pki = new PkiStore(Path.Combine(Folder, "pki"), TimeProvider.System);
        pki.Create("Tỉnh Khánh Hòa", years: 1, passphrase: null);
        RoomMedia = Keep(new PeerMedia());
    }

    /// <summary>See <see cref="CascadeNode.Program"/>.</summary>
    public string? Program { get; init; }

    /// <summary>For configurations and data.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("mcu-cascade-").FullName;

    /// <summary>What rooms send.</summary>
    public PeerMedia RoomMedia { get; }

    /// <summary>A node that is not started yet.</summary>
    public CascadeNode Node(string id, Place place, string further, IReadOnlyDictionary<string, string>? environment = null, NodePorts? ports = null)
    {
        pki.Issue(new NodeCertificateRequest(id, [], TimeSpan.FromDays(30)), passphrase: null);
        NodeIdentityFiles files = pki.FilesOf(id);
        return Keep(new CascadeNode(id, place.Node, place.Address, files, Folder, further, ports ?? NodePorts.Usual) { Environment = environment ?? Nothing, Program = Program });
    }

    /// <summary>The id of an operator's new act.</summary>
    public string NewAct() => $"{++acts}";

    /// <summary>Has something end with the premises, the last first.</summary>
    public T Keep<T>(T one)
        where T : IDisposable
    {
        made.Push(one);
        return one;
    }

    public void Dispose()
    {
        while (made.TryPop(out IDisposable? one))
        {
            one.Dispose();
        }

        Directory.Delete(Folder, recursive: true);
    }
}
