using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Node.Texts;
using YamlDotNet.RepresentationModel;

namespace Mcu.Node.Configuration;

/// <summary>Reads the entries of <c>conferences</c>, and sees to it that names and numbers differ.</summary>
internal sealed class ConferenceReader(ConfigurationErrors errors)
{
    private const int MaxSites = 200;
    private const int MaxTitle = 80;

    private static readonly ScalarType<SiteRole> RoleType = Scalars.OneOf(
        ("member", SiteRole.Member), ("chair", SiteRole.Chair), ("watcher", SiteRole.Watcher));

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _numbers = new(StringComparer.Ordinal);

    public ConferenceConfiguration Read(YamlNode node, string path)
    {
        MappingReader entry = new(node, path, errors);
        string name = entry.ReadRequired("name", "", Scalars.Slug, node);
        string? number = entry.ReadOptional("number", Scalars.Digits);
        ConferenceConfiguration conference = new()
        {
            Name = name,
            Number = number,
            Title = entry.Read("title", name, Scalars.Title(MaxTitle)),
            Layout = entry.Read("layout", new LayoutSpec.Auto(), Scalars.Layout),
            Picture = ReadPicture(entry),
            Locked = entry.Read("locked", false, Scalars.Flag),
            Srtp = entry.ReadValue("srtp", Scalars.Srtp),
            Sites = ReadSites(entry),
        };
        entry.Close();
        RefuseRepeated(_names, name, entry.PathOf("name"));
        RefuseRepeated(_numbers, number ?? "", entry.PathOf("number"));
        CheckPanes(conference, entry.PathOf("layout"));
        return conference;
    }

    private static PictureFormat ReadPicture(MappingReader entry)
    {
        PictureFormat usual = new();
        (int width, int height) = entry.Read("size", (usual.Width, usual.Height), Quantities.Size);
        int fps = entry.Read("fps", usual.FramesPerSecond, Scalars.Number(10, 30));
        return new PictureFormat(width, height, fps, entry.Read("bitrate", usual.BitsPerSecond, Quantities.BitRate));
    }

    private List<SiteConfiguration> ReadSites(MappingReader entry)
    {
        List<SiteConfiguration> sites = [];
        Dictionary<string, string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach ((YamlNode node, string path) in entry.ReadList("sites", MaxSites) ?? [])
        {
            SiteConfiguration site = ReadSite(node, path);
            RefuseRepeated(names, site.Name, path + ".name");
            if (site.Role == SiteRole.Chair && sites.Find(other => other.Role == SiteRole.Chair) is { } chair)
            {
                errors.AddAt(Message.Of(ConfigurationTexts.SecondChair, ("found", chair.Name)), null, path + ".role");
            }

            sites.Add(site);
        }

        return sites;
    }

    private SiteConfiguration ReadSite(YamlNode node, string path)
    {
        MappingReader entry = new(node, path, errors);
        string name = entry.ReadRequired("name", "", Scalars.SiteName, node);
        SiteConfiguration site = new()
        {
            Name = name,
            Address = entry.ReadOptional("address", Scalars.SipAddress),
            Title = entry.Read("title", name, Scalars.Title(MaxTitle)),
            Role = entry.Read("role", SiteRole.Member, RoleType),
            Srtp = entry.ReadValue("srtp", Scalars.Srtp),
        };
        entry.Close();
        return site;
    }

    private void RefuseRepeated(Dictionary<string, string> seen, string value, string path)
    {
        if (value.Length > 0 && !seen.TryAdd(value, path))
        {
            errors.AddAt(Message.Of(ConfigurationTexts.Duplicate, ("found", value), ("other", seen[value])), null, path);
        }
    }

    private void CheckPanes(ConferenceConfiguration conference, string path)
    {
        if (conference.Layout is not LayoutSpec.Panes panes)
        {
            return;
        }

        foreach (string name in panes.Sites)
        {
            if (!conference.Sites.Any(site => site.Name.Equals(name, StringComparison.Ordinal)))
            {
                errors.AddAt(Message.Of(ConfigurationTexts.PaneSite, ("found", name)), null, path);
            }
        }
    }
}
