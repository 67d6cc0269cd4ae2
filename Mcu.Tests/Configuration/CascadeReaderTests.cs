using Mcu.Node.Configuration;
using Mcu.Node.Texts;

namespace Mcu.Tests.Configuration;

/// <summary>The section <c>cascade</c>.</summary>
public sealed class CascadeReaderTests
{
    private const string Certificate = "certificate: a.crt, key: a.key, authority: ca.crt";

    [Test]
    public void Read_EveryKey_IsTaken()
    {
        string yaml = "cascade: {listen: '0.0.0.0:7444', " + Certificate
            + ", parents: [{node: khanh-hoa, address: 'mcu.kh.vn:7444'}, {node: khanh-hoa-2, address: '[2001:db8::1]:7444'}], children: [to-hap], max_children: 4, adopt_orphans: true, orphans_after: 20s}";
        Assert.That(ConfigurationLoader.TryParse(yaml, "mcu.yaml", out McuConfiguration? configuration, out _));
        CascadeConfiguration cascade = configuration!.Cascade;
        Assert.That(cascade.Listen!.Port, Is.EqualTo(7444));
        Assert.That(cascade.Parents, Is.EqualTo(new[]
        {
            new ParentConfiguration("khanh-hoa", "mcu.kh.vn:7444"), new ParentConfiguration("khanh-hoa-2", "[2001:db8::1]:7444"),
        }));
        Assert.That(cascade.Children, Is.EqualTo(new[] { "to-hap" }));
        Assert.That((cascade.MaxChildren, cascade.IsUsed), Is.EqualTo((4, true)));
        Assert.That((cascade.AdoptOrphans, cascade.OrphansAfter), Is.EqualTo((true, TimeSpan.FromSeconds(20))));
        Assert.That(Path.GetFileName(cascade.Certificate), Is.EqualTo("a.crt"));
    }

    [Test]
    public void Read_Nothing_HasNoPartInACascade()
    {
        Assert.That(ConfigurationLoader.TryParse("", "mcu.yaml", out McuConfiguration? configuration, out _));
        Assert.That((configuration!.Cascade.IsUsed, configuration.Cascade.AdoptOrphans), Is.EqualTo((false, false)));
    }

    [TestCase("{listen: '0.0.0.0:7444'}", "cascade.certificate")]
    [TestCase("{parents: [{node: a, address: 'h:1'}]}", "cascade.certificate")]
    [TestCase("{" + Certificate + ", parents: [{node: 'Khánh Hòa', address: 'h:1'}]}", "cascade.parents[0].node")]
    [TestCase("{" + Certificate + ", parents: [{node: a, address: 'h'}]}", "cascade.parents[0].address")]
    [TestCase("{" + Certificate + ", parents: [{node: a, address: 'https://h:1'}]}", "cascade.parents[0].address")]
    [TestCase("{" + Certificate + ", parents: [{node: a}]}", "cascade.parents[0].address")]
    [TestCase("{" + Certificate + ", listen: '0.0.0.0:7444', orphans_after: 1s}", "cascade.orphans_after")]
    [TestCase("{" + Certificate + ", parents: [{node: a, address: 'h:1', port: 3}]}", "cascade.parents[0].port")]
    [TestCase("{" + Certificate + ", children: ['a b']}", "cascade.children[0]")]
    [TestCase("{max_children: 0}", "cascade.max_children")]
    [TestCase("{listen: 7444x}", "cascade.listen")]
    [TestCase("{parent: a}", "cascade.parent")]
    public void Read_WrongValue_IsRefusedWithItsKey(string cascade, string key)
    {
        Assert.That(ConfigurationLoader.TryParse($"cascade: {cascade}", "mcu.yaml", out _, out IReadOnlyList<ConfigurationError> errors), Is.False);
        Assert.That(errors.Select(error => $"{error}"), Has.Some.Contains(key));
    }
}
