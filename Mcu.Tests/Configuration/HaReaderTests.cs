using Mcu.Node.Configuration;

namespace Mcu.Tests.Configuration;

/// <summary>The section <c>ha</c>.</summary>
public sealed class HaReaderTests
{
    private const string Cascade = "cascade: {certificate: a.crt, key: a.key, authority: ca.crt}\n";
    private const string Whole = "group: khanh-hoa, listen: '10.1.0.10:7445', secret: g.secret, peers: [{node: khanh-hoa-2, address: '10.1.0.11:7445'}], witness: {node: khanh-son, address: '10.2.0.10:7445'}";

    [Test]
    public void Read_EveryKey_IsTaken()
    {
        string yaml = Cascade + "ha: {role: standby, detect: 300ms, " + Whole
            + ", witness_for: [{group: cam-lam, listen: '10.1.0.11:7446', detect: 600ms, peers: [{node: a, address: '10.3.0.1:7445'}, {node: b, address: '10.3.0.2:7445'}]}]}";
        Assert.That(ConfigurationLoader.TryParse(yaml, "mcu.yaml", out McuConfiguration? configuration, out IReadOnlyList<ConfigurationError> errors), string.Join('\n', errors));
        HaConfiguration ha = configuration!.Ha;
        Assert.That((ha.Group, ha.Role, ha.IsUsed), Is.EqualTo(("khanh-hoa", HaRole.Standby, true)));
        Assert.That((ha.Detect.TotalMilliseconds, ha.WitnessFor.Single().Detect.TotalMilliseconds), Is.EqualTo((300, 600)));
        Assert.That(ha.Peers.Single().Node, Is.EqualTo("khanh-hoa-2"));
        Assert.That($"{ha.Witness!.Address.ToEndPoint()}", Is.EqualTo("10.2.0.10:7445"));
        Assert.That(ha.WitnessFor.Single().Members.Select(member => member.Node), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void Read_Nothing_HasNoStandby()
    {
        Assert.That(ConfigurationLoader.TryParse("", "mcu.yaml", out McuConfiguration? configuration, out _));
        Assert.That(configuration!.Ha.IsUsed, Is.False);
    }

    [TestCase("{role: witness}", "ha.role")]
    [TestCase("{detect: 149ms}", "ha.detect")]
    [TestCase("{group: khanh-hoa}", "ha.listen")]
    [TestCase("{group: khanh-hoa, listen: '10.1.0.10:7445'}", "ha.secret")]
    [TestCase("{group: khanh-hoa, listen: '10.1.0.10:7445', secret: g.secret}", "ha.peers")]
    [TestCase("{group: khanh-hoa, listen: '10.1.0.10:7445', peers: [{node: b, address: 'mcu.tinh.vn:7445'}]}", "ha.peers[0].address")]
    [TestCase("{group: khanh-hoa, listen: '10.1.0.10:7445', peers: [{node: b, address: '10.1.0.11:7445'}]}", "ha.witness")]
    [TestCase("{witness_for: [{group: cam-lam, listen: '10.1.0.11:7446', peers: [{node: a, address: '10.3.0.1:7445'}]}]}", "ha.witness_for[0].peers")]
    [TestCase("{standby: true}", "ha.standby")]
    public void Read_WrongValue_IsRefusedWithItsKey(string ha, string key)
    {
        Assert.That(ConfigurationLoader.TryParse($"{Cascade}ha: {ha}", "mcu.yaml", out _, out IReadOnlyList<ConfigurationError> errors), Is.False);
        Assert.That(errors.Select(error => $"{error}"), Has.Some.Contains(key));
    }

    [Test]
    public void Read_GroupWithoutCertificate_IsRefused()
    {
        Assert.That(ConfigurationLoader.TryParse("ha: {" + Whole + "}", "mcu.yaml", out _, out IReadOnlyList<ConfigurationError> errors), Is.False);
        Assert.That(errors.Select(error => $"{error}"), Has.Some.Contains("cascade.certificate"));
    }

    [TestCase("khanh-son", true)]
    [TestCase("khanh-son-2", true)]
    [TestCase("cam-lam", false)]
    public void Read_GroupOfADistrict_IsThatOfTheNodesId(string node, bool isGood)
    {
        string yaml = "node: {id: " + node + "}\n" + Cascade.Replace("{certificate", "{parents: [{node: khanh-hoa, address: 'h:1'}], certificate", StringComparison.Ordinal)
            + "ha: {" + Whole.Replace("group: khanh-hoa", "group: khanh-son", StringComparison.Ordinal) + "}";
        Assert.That(ConfigurationLoader.TryParse(yaml, "mcu.yaml", out _, out IReadOnlyList<ConfigurationError> errors), Is.EqualTo(isGood), string.Join('\n', errors));
        Assert.That(errors.Any(error => $"{error}".Contains("ha.group", StringComparison.Ordinal)), Is.EqualTo(!isGood));
    }
}
