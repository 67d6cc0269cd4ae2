using Mcu.Node.Control;

namespace Mcu.Tests.Control;

/// <summary>Finding things as operators type them.</summary>
public sealed class NameFinderTests
{
    private static readonly NameKeys[] Known =
    [
        new("kh-1", "Khánh Hòa", "1001", "khanh-hoa"),
        new("kv-1", "Khánh Vĩnh", "1002", "khanh-vinh"),
        new("nt-1", "Nha Trang", "2001", "nha-trang"),
        new("nt-2", "Nha Trang 2", "2002", "nha-trang-2"),
        new("dd-1", "Đắk Đoa", "1", "dak-doa"),
    ];

    [TestCase("khanh hoa", "kh-1")]
    [TestCase("KHÁNH HÒA", "kh-1")]
    [TestCase("khanh-hoa", "kh-1")]
    [TestCase("khánh v", "kv-1")]
    [TestCase("1002", "kv-1")]
    [TestCase("nt-2", "nt-2")]
    [TestCase("nha trang", "nt-1", Description = "a whole name wins over a prefix")]
    [TestCase("dak", "dd-1")]
    [TestCase("1", "dd-1", Description = "a number is never a prefix")]
    public void Find_OneFits_GivesIt(string query, string id)
    {
        NameMatch<NameKeys> match = NameFinder.Find(Known, query, keys => keys);
        Assert.That(match.IsFound, Is.True);
        Assert.That(match.Found.Id, Is.EqualTo(id));
    }

    [TestCase("khanh-son/son-binh", "khanh-son/s1")]
    [TestCase("Khánh Sơn/Sơn Bình", "khanh-son/s1")]
    [TestCase("khanh-vinh/son", "khanh-vinh/s1")]
    public void Find_PathOfASiteBelow_GivesIt(string query, string id)
    {
        NameKeys[] sites =
        [
            new("khanh-son/s1", "Sơn Bình", Path: "khanh-son/Sơn Bình"),
            new("khanh-vinh/s1", "Sơn Bình", Path: "khanh-vinh/Sơn Bình"),
        ];
        Assert.That(NameFinder.Find(sites, query, keys => keys).Found.Id, Is.EqualTo(id));
        Assert.That(NameFinder.Find(sites, "sơn bình", keys => keys).Candidates, Is.EqualTo(sites.Select(site => site.Path)));
    }

    [Test]
    public void Find_DecomposedLetters_FitComposedOnes()
    {
        NameMatch<NameKeys> match = NameFinder.Find(Known, "Kha\u0301nh Ho\u0300a", keys => keys);
        Assert.That(match.Found.Id, Is.EqualTo("kh-1"));
    }

    [Test]
    public void Find_SeveralFit_GivesTheCandidates()
    {
        NameMatch<NameKeys> match = NameFinder.Find(Known, "khanh", keys => keys);
        Assert.That(match.IsFound, Is.False);
        Assert.That(match.Candidates, Is.EqualTo(new[] { "Khánh Hòa", "Khánh Vĩnh" }));
    }

    [TestCase("khanh hao", "Khánh Hòa")]
    [TestCase("trang", "Nha Trang")]
    public void Find_NothingFits_GivesNearNames(string query, string near)
    {
        NameMatch<NameKeys> match = NameFinder.Find(Known, query, keys => keys);
        Assert.That(match.Candidates, Is.Empty);
        Assert.That(match.Near[0], Is.EqualTo(near));
    }

    [TestCase("")]
    [TestCase("?!")]
    [TestCase("xyzxyzxyz")]
    public void Find_NothingLikeIt_GivesNothing(string query)
    {
        NameMatch<NameKeys> match = NameFinder.Find(Known, query, keys => keys);
        Assert.That((match.IsFound, match.Candidates.Count, match.Near.Count), Is.EqualTo((false, 0, 0)));
    }

    [TestCase("Khánh Hòa", "khanh-hoa")]
    [TestCase("Họp giao ban (quý I)", "hop-giao-ban-quy-i")]
    [TestCase("Đường Ỷ Lan", "duong-y-lan")]
    [TestCase("!!!", "")]
    [TestCase("会議 3", "3")]
    public void ToSipUser_Name_IsPlainAscii(string name, string user) =>
        Assert.That(NameFolding.ToSipUser(name), Is.EqualTo(user));

    [Test]
    public void Fold_EveryVietnameseLetter_IsPlain()
    {
        const string Letters = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ";
        string folded = NameFolding.Fold(Letters + Letters.ToUpperInvariant());
        Assert.That(folded, Does.Match("^[a-z]+$"));
    }
}
