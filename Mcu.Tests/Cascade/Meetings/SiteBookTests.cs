using Mcu.Core.Conferences;
using Mcu.Core.Srtp;
using Mcu.Node.Cascade.Orphans;
using Mcu.Tests.Harness;
using Microsoft.Extensions.Time.Testing;

namespace Mcu.Tests.Cascade.Meetings;

/// <summary>What is kept of sites of nodes below over a restart.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SiteBookTests : IDisposable
{
    private static readonly BookedSite SonBinh = new(
        "giao-ban", "khanh-son", "Khánh Sơn", "khanh-son/son-binh", "Sơn Bình", "sip:son-binh@10.2.0.7", SrtpPolicy.Required, MuteBits.District);

    private readonly string folder = Directory.CreateTempSubdirectory("book").FullName;
    private readonly FakeTimeProvider time = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Read_AfterKeep_IsWhatWasKept()
    {
        Book().Keep([SonBinh]);
        Eventually.That(() => Book().Read().SequenceEqual([SonBinh]), "it is written down");
    }

    [Test]
    public void Read_OfYesterday_IsNothing()
    {
        Book().Keep([SonBinh]);
        Eventually.That(() => Book().Read().Count == 1, "it is written down");
        time.Advance(TimeSpan.FromHours(13));
        Assert.That(Book().Read(), Is.Empty, "rooms are not called out of a meeting that is long over");
    }

    [Test]
    public void Keep_NothingMore_IsKeptToo()
    {
        SiteBook book = Book();
        book.Keep([SonBinh]);
        Eventually.That(() => Book().Read().Count == 1, "it is written down");
        Eventually.That(
            () =>
            {
                book.Keep([]);
                return Book().Read().Count == 0;
            },
            "the meeting is over");
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("[1]")]
    public void Read_DamagedFile_IsNothing(string text)
    {
        File.WriteAllText(Path.Combine(folder, "sites.json"), text);
        Assert.That(Book().Read(), Is.Empty);
    }

    private SiteBook Book() => new(Path.Combine(folder, "sites.json"), time);
}
