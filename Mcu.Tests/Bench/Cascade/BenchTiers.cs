using System.Diagnostics;
using System.Text.Json;
using Mcu.Node.Pki;
using Mcu.Tests.Bench.Nodes;

namespace Mcu.Tests.Bench.Cascade;

/// <summary>A province's node and districts' nodes below it, as processes of their own, in one meeting.</summary>
internal sealed class BenchTiers : IDisposable
{
    private const string Top = "khanh-hoa";
    private static readonly TimeSpan Validity = TimeSpan.FromDays(90);
    private static readonly TimeSpan LinkLimit = TimeSpan.FromSeconds(20);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mcu-bench-");
    private readonly BenchContext context;
    private readonly List<NodeProcess> districts = [];

    /// <summary>Starts all and waits until every district has the province's conference.</summary>
    public BenchTiers(BenchContext context, int count, NodeSetup? setup = null)
    {
        this.context = context;
        var pki = new PkiStore(Path.Combine(folder.FullName, "pki"), TimeProvider.System);
        pki.Create("bench", years: 1, passphrase: null);
        Province = new NodeProcess(context, (setup ?? new NodeSetup()) with { Cascade = Place(pki, Top, parentAddress: null) });
        try
        {
            for (int district = 0; district < count; district++)
            {
                districts.Add(new NodeProcess(context, new NodeSetup { Layout = null, Cascade = Place(pki, NameOf(district), Province.LinkAddress) }));
            }

            districts.ForEach(AwaitMeeting);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The province's node.</summary>
    public NodeProcess Province { get; }

    /// <summary>The districts' nodes.</summary>
    public IReadOnlyList<NodeProcess> Districts => districts;

    /// <summary>A district's id.</summary>
    public static string NameOf(int district) => $"huyen-{district + 1}";

    /// <summary>Shows one site full screen to all.</summary>
    public void Focus(string site) => Province.Ask(context, "site", "focus", "bench", site);

    /// <inheritdoc/>
    public void Dispose()
    {
        districts.ForEach(district => district.Dispose());
        Province.Dispose();
        folder.Delete(recursive: true);
    }

    private static CascadePlace Place(PkiStore pki, string node, string? parentAddress)
    {
        pki.Issue(new NodeCertificateRequest(node, [], Validity), passphrase: null);
        return new CascadePlace(node, pki.FilesOf(node), parentAddress is null ? null : Top, parentAddress);
    }

    private void AwaitMeeting(NodeProcess district)
    {
        var watch = Stopwatch.StartNew();
        while (!HasMeeting(district))
        {
            if (watch.Elapsed > LinkLimit)
            {
                throw new BenchException("the province's conference did not come to a district: " + string.Join(" | ", district.Log.TakeLast(3)));
            }

            Thread.Sleep(100);
        }
    }

    private bool HasMeeting(NodeProcess district)
    {
        using JsonDocument list = JsonDocument.Parse(district.Ask(context, "conference", "list"));
        return list.RootElement.TryGetProperty("conferences", out JsonElement conferences) && conferences.GetArrayLength() > 0;
    }
}
