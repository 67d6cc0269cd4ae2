using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Core.Srtp;
using Mcu.Node.Configuration;

namespace Mcu.Tests.Configuration;

public sealed class SampleFileTests
{
    [Test]
    public void TryLoad_Sample_EqualsTheDefaults()
    {
        bool isLoaded = ConfigurationLoader.TryLoad(SampleFile.Path, out McuConfiguration? configuration, out IReadOnlyList<ConfigurationError> errors);
        Assert.That(isLoaded, Is.True, string.Join('\n', errors));
        Assert.That(configuration, Is.EqualTo(McuConfiguration.Default).UsingPropertiesComparer());
    }

    [Test]
    public void Parse_SampleWithItsExample_MentionsEveryKey()
    {
        ConfigurationErrors found = new("sample");
        _ = ConfigurationLoader.Parse(SampleFile.WithExample(), "sample", found, out ConfigurationError? unreadable);
        Assert.That(unreadable, Is.Null);
        Assert.That(found.ByLine, Is.Empty);
        string[] missing = [.. found.KnownKeys.Where(key => !found.IsGiven(key) && !key.Contains("sites[1]", StringComparison.Ordinal))];
        Assert.That(missing, Is.Empty);
        Assert.That(found.KnownKeys, Does.Contain("conferences[0].sites[0].role"));
    }

    [Test]
    public void TryParse_SampleWithItsExample_GivesTheConference()
    {
        _ = ConfigurationLoader.TryParse(SampleFile.WithExample(), "sample", out McuConfiguration? configuration, out _);
        ConferenceConfiguration conference = configuration!.Conferences.Single();
        Assert.Multiple(() =>
        {
            Assert.That((conference.Name, conference.Number, conference.Title), Is.EqualTo(("giao-ban", "1001", "Giao ban tuần")));
            Assert.That(conference.Layout, Is.EqualTo(new LayoutSpec.Panes(["tinh", "cam-lam"])));
            Assert.That(conference.Picture, Is.EqualTo(new PictureFormat()));
            Assert.That(conference.Sites[0], Is.EqualTo(new SiteConfiguration
            {
                Name = "tinh", Address = "sip:hoi-truong@10.1.0.10", Title = "UBND tỉnh Khánh Hòa", Role = SiteRole.Chair, Srtp = SrtpPolicy.Optional,
            }));
            Assert.That(conference.Sites[1].Address, Is.Null);
        });
    }

    [Test]
    public void Sample_EveryKeyHasACommentAboveIt()
    {
        string[] lines = File.ReadAllLines(SampleFile.Path);
        string[] bare = [.. lines.Skip(1).Where((line, index) =>
            line.Contains(':', StringComparison.Ordinal) && !line.TrimStart().StartsWith('#') && !lines[index].TrimStart().StartsWith('#'))];
        Assert.That(bare, Is.Empty);
    }
}
