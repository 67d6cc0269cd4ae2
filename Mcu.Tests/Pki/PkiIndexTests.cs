using FsCheck;
using FsCheck.Fluent;
using Mcu.Cascade.Identity;
using Mcu.Node.Pki;

namespace Mcu.Tests.Pki;

/// <summary>The index: a text that people read, and that survives them and crashes.</summary>
public sealed class PkiIndexTests
{
    private TemporaryPki pki;

    [SetUp]
    public void Start() => pki = TemporaryPki.WithAuthority();

    [TearDown]
    public void Stop() => pki.Dispose();

    [Test]
    public void Entry_WrittenAndRead_IsTheSame()
    {
        var entry = new PkiIndexEntry(
            TemporaryPki.Start,
            PkiAction.Renewed,
            "khanh-son",
            "41EC7A8D9C149D70",
            new CertificateLifetime(TemporaryPki.Start, TemporaryPki.Start.AddDays(825)),
            ["10.1.2.3", "mcu.vn"]);
        Assert.That(PkiIndexEntry.TryParse(entry.ToLine(), out PkiIndexEntry? read), Is.True);
        Assert.That(read! with { Hosts = entry.Hosts }, Is.EqualTo(entry));
        Assert.That(read.Hosts, Is.EqualTo(entry.Hosts));
    }

    [Test]
    public void TryParse_AnyText_NeverThrows() => Check.QuickThrowOnFailure(
        Prop.ForAll<string?>(text => PkiIndexEntry.TryParse(text ?? "", out PkiIndexEntry? entry) == entry is not null));

    [TestCase("2026-11-24  issued  khanh-son  41EC  2026-11-24T08:00:00Z  2027-11-24T08:00:00Z  -")]
    [TestCase("2026-11-24T08:00:00Z  revoked  khanh-son  41EC  2026-11-24T08:00:00Z  2027-11-24T08:00:00Z  -")]
    [TestCase("2026-11-24T08:00:00Z  issued  ../etc  41EC  2026-11-24T08:00:00Z  2027-11-24T08:00:00Z  -")]
    [TestCase("2026-11-24T08:00:00Z  issued  khanh-son  xyz  2026-11-24T08:00:00Z  2027-11-24T08:00:00Z  -")]
    [TestCase("2026-11-24T08:00:00Z  issued  khanh-son  41EC  2026-11-24T08:00:00Z  -")]
    public void Read_LineCannotBeRead_NamesFileAndLine(string line)
    {
        pki.Issue("a");
        File.AppendAllText(pki.Store.Index, $"{line}\n");
        Assert.That(
            pki.Store.List,
            Throws.TypeOf<PkiException>().With.Property(nameof(PkiException.Fault)).EqualTo(PkiFault.IndexMalformed)
                .And.Property(nameof(PkiException.Subject)).EqualTo($"{pki.Store.Index}:5"));
    }

    [Test]
    public void Add_EntriesBefore_StayAsTheyAre()
    {
        pki.Issue("a");
        string before = File.ReadAllText(pki.Store.Index);
        pki.Issue("b");
        Assert.That(File.ReadAllText(pki.Store.Index), Does.StartWith(before));
    }

    [Test]
    public void Add_CrashLeftHalfALine_TakesItsPlace()
    {
        pki.Issue("a");
        File.AppendAllText(pki.Store.Index, "2026-11-24T08:00:00Z  issued  khanh-s");
        Assert.That(Nodes(), Is.EqualTo(new[] { "a" }));
        pki.Issue("b");
        Assert.That(Nodes(), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void Add_EditorLeftOutTheLastEnd_KeepsTheLine()
    {
        pki.Issue("a");
        File.WriteAllText(pki.Store.Index, File.ReadAllText(pki.Store.Index).TrimEnd('\n'));
        pki.Issue("b");
        Assert.That(Nodes(), Is.EqualTo(new[] { "a", "b" }));
    }

    private IEnumerable<string> Nodes() => pki.Store.List().Certificates.Select(listed => listed.Entry.NodeId);
}
