using Mcu.Cascade.Identity;
using Mcu.Node.Configuration;
using Mcu.Node.Pki;
using Mcu.Node.Texts;

namespace Mcu.Tests.Configuration;

/// <summary>The files that <c>cascade</c> names, as <c>mcu config check</c> and the start look into them.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CascadeFilesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mcu-files-").FullName;
    private readonly PkiStore pki;
    private readonly NodeIdentityFiles files;

    public CascadeFilesTests()
    {
        pki = NewAuthority("pki");
        files = pki.FilesOf("khanh-son");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Test]
    public void TryLoad_TheNodesOwnFiles_IsGood() => Assert.That(Load("khanh-son", files), Is.Empty);

    [Test]
    public void TryLoad_NoPartInACascade_LooksAtNoFile()
    {
        string file = Path.Combine(folder, "mcu.yaml");
        File.WriteAllText(file, "cascade: {certificate: no.crt, key: no.key, authority: no.ca}\n");
        Assert.That(ConfigurationLoader.TryLoad(file, out _, out _));
    }

    [Test]
    public void TryLoad_OnlyAWitness_LooksAtThemToo()
    {
        string file = Path.Combine(folder, "mcu.yaml");
        File.WriteAllText(file, """
            cascade: {certificate: no.crt, key: no.key, authority: no.ca}
            ha: {witness_for: [{group: a, listen: '10.1.0.1:7446', peers: [{node: b, address: '10.1.0.2:7445'}, {node: c, address: '10.1.0.3:7445'}]}]}
            """);
        Assert.That(ConfigurationLoader.TryLoad(file, out _, out IReadOnlyList<ConfigurationError> errors), Is.False);
        Assert.That(errors.Select(error => error.Key), Is.EqualTo(new[] { "cascade.certificate", "cascade.key", "cascade.authority" }));
    }

    [Test]
    public void TryLoad_AllFilesMissing_NamesEachWithItsKeyAndLine()
    {
        var none = new NodeIdentityFiles(Path.Combine(folder, "a.crt"), Path.Combine(folder, "a.key"), Path.Combine(folder, "khong", "ca.crt"));
        ConfigurationError[] errors = Load("khanh-son", none);
        Assert.That(errors.Select(error => (error.Key, error.Line)), Is.EqualTo(new[] { ("cascade.certificate", 4), ("cascade.key", 5), ("cascade.authority", 6) }));
        Assert.That(errors[0].In(Language.English), Does.EndWith(
            $"mcu.yaml:4: cascade.certificate: there is no file {none.Certificate}; correct the path, or issue it with mcu pki issue and copy it there."));
        Assert.That(errors[1].In(Language.Vietnamese), Does.EndWith(
            $"mcu.yaml:5: cascade.key: không có tệp {none.Key}; sửa đường dẫn, hoặc cấp bằng mcu pki issue rồi chép vào đó."));
    }

    [Test]
    public void TryLoad_AFolderForAFile_SaysThatThereIsNoFile() =>
        Assert.That(Load("khanh-son", files with { Key = folder }).Single().In(Language.English), Does.Contain($"cascade.key: there is no file {folder};"));

    [Test]
    public void TryLoad_KeyOfAnotherCertificate_IsAtTheKey()
    {
        pki.Issue(new NodeCertificateRequest("khanh-vinh", [], TimeSpan.FromDays(90)), passphrase: null);
        ConfigurationError error = Load("khanh-son", files with { Key = pki.FilesOf("khanh-vinh").Key }).Single();
        Assert.That((error.Key, error.Line), Is.EqualTo(("cascade.key", 5)));
        Assert.That(error.In(Language.English), Does.EndWith("Copy both .crt and .key as they were issued together."));
    }

    [Test]
    public void TryLoad_CertificateOfAnotherAuthority_IsAtTheCertificate()
    {
        ConfigurationError error = Load("khanh-son", files with { Authority = NewAuthority("khac").AuthorityCertificate }).Single();
        Assert.That((error.Key, error.Line), Is.EqualTo(("cascade.certificate", 4)));
    }

    [Test]
    public void TryLoad_AuthorityIsNoCertificate_IsAtTheAuthority()
    {
        string text = Path.Combine(folder, "ca.crt");
        File.WriteAllText(text, "no PEM\n");
        Assert.That(Load("khanh-son", files with { Authority = text }).Single().Key, Is.EqualTo("cascade.authority"));
    }

    [Test]
    public void TryLoad_CertificateOfAnotherNode_IsAtTheNodesId()
    {
        ConfigurationError error = Load("cam-lam", files).Single();
        Assert.That((error.Key, error.Line), Is.EqualTo(("node.id", 2)));
        Assert.That(error.In(Language.English), Does.Contain("is the certificate of node khanh-son").And.EndWith("or correct node.id."));
        Assert.That(error.In(Language.Vietnamese), Does.Contain("là chứng thư của máy khanh-son"));
    }

    private ConfigurationError[] Load(string node, NodeIdentityFiles named)
    {
        string file = Path.Combine(folder, "mcu.yaml");
        File.WriteAllText(file, $"""
            node:
              id: {node}
            cascade:
              certificate: {named.Certificate}
              key: {named.Key}
              authority: {named.Authority}
              listen: 127.0.0.1:7444
            """);
        bool isGood = ConfigurationLoader.TryLoad(file, out McuConfiguration? configuration, out IReadOnlyList<ConfigurationError> errors);
        Assert.That((isGood, configuration is not null), Is.EqualTo((errors.Count == 0, errors.Count == 0)));
        return [.. errors];
    }

    private PkiStore NewAuthority(string name)
    {
        var store = new PkiStore(Path.Combine(folder, name), TimeProvider.System);
        store.Create(name, years: 1, passphrase: null);
        store.Issue(new NodeCertificateRequest("khanh-son", [], TimeSpan.FromDays(90)), passphrase: null);
        return store;
    }
}
