using Mcu.Cascade.Identity;
using Mcu.Node.Configuration;

namespace Mcu.Tests.Cascade.Identity;

/// <summary>Node ids and their URIs.</summary>
public sealed class NodeIdTests
{
    [TestCase("khanh-son", true)]
    [TestCase("mcu-1", true)]
    [TestCase("a", true)]
    [TestCase("", false)]
    [TestCase("123", false)]
    [TestCase("Khanh-Son", false)]
    [TestCase("khánh-sơn", false)]
    [TestCase("a b", false)]
    [TestCase("a/../b", false)]
    [TestCase("abcdefghijklmnopqrstuvwxyz-012345", false)]
    public void IsValid_Id_IsJudgedAsTheConfigurationDoes(string id, bool valid)
    {
        Assert.That(NodeId.IsValid(id), Is.EqualTo(valid));
        Assert.That(Scalars.Slug.TryParse(id, out _), Is.EqualTo(valid));
    }

    [Test]
    public void UriOf_Id_IsReadBack()
    {
        Assert.That(NodeId.UriOf("khanh-son").AbsoluteUri, Is.EqualTo("urn:mcu:node:khanh-son"));
        Assert.That(NodeId.TryParseUri("urn:mcu:node:khanh-son", out string? id), Is.True);
        Assert.That(id, Is.EqualTo("khanh-son"));
    }

    [TestCase("urn:mcu:node:")]
    [TestCase("urn:mcu:node:Khanh")]
    [TestCase("urn:mcu:site:khanh-son")]
    [TestCase("https://khanh-son")]
    public void TryParseUri_AnotherUri_IsNone(string uri) => Assert.That(NodeId.TryParseUri(uri, out _), Is.False);
}
