using Mcu.Node.Texts;
using Mcu.V1;
using Spectre.Console;
using Text = Mcu.Node.Texts.Text;

namespace Mcu.Node.Cli.Tables;

/// <summary>Conferences as tables.</summary>
internal static class ConferenceTables
{
    public static Table List(IEnumerable<Conference> conferences, CliCall call)
    {
        Language language = call.Output.Language;
        TableBuilder table = new TableBuilder(language, call.Environment.Width)
            .Fixed(TableTexts.Number)
            .Words(TableTexts.Name)
            .Fixed(TableTexts.State)
            .Numbers(TableTexts.Sites.In(language))
            .Words(TableTexts.Layout)
            .Fixed(TableTexts.Picture)
            .Words(TableTexts.Floor)
            .Fixed(TableTexts.Ends);
        foreach (Conference conference in conferences)
        {
            table.Row(
                conference.Number,
                conference.Name,
                StateOf(conference, language),
                $"{conference.ConnectedSites}/{conference.TotalSites}",
                LayoutText.Of(conference.Layout),
                PictureOf(conference.Video),
                Formats.Or(conference.FloorSite),
                Formats.Time(conference.EndsAt, call.Environment));
        }

        return table.Build();
    }

    /// <summary>One conference, a line for each of its properties.</summary>
    public static Grid Properties(ConferenceDetails details, CliCall call)
    {
        Language language = call.Output.Language;
        Conference conference = details.Conference;
        (Text Name, string Value)[] rows =
        [
            (TableTexts.Name, conference.Name),
            (TableTexts.Number, conference.Number),
            (TableTexts.SipUser, $"sip:{conference.SipUser}@…"),
            (TableTexts.Id, conference.Id),
            (TableTexts.State, StateOf(conference, language)),
            (TableTexts.Layout, LayoutText.Of(conference.Layout)),
            (TableTexts.Picture, $"{PictureOf(conference.Video)}, {conference.Video?.BitrateKbps} kbit/s"),
            (TableTexts.Chair, Formats.Or(conference.ChairSite)),
            (TableTexts.Floor, Formats.Or(conference.FloorSite)),
            (TableTexts.Content, Formats.Or(conference.ContentSite)),
            (TableTexts.Focus, Formats.Or(conference.FocusSite)),
            (TableTexts.Waiting, Formats.Or(string.Join(", ", details.Floor?.Queue.Select(entry => entry.Site) ?? []))),
            (TableTexts.Encryption, EncryptionOf(conference.Srtp, language)),
            (TableTexts.Locked, Formats.YesNo(conference.Locked, language)),
            (TableTexts.Recording, RecordingOf(details.Recording)),
            (TableTexts.Created, Formats.Time(conference.CreatedAt, call.Environment)),
            (TableTexts.Ends, Formats.Time(conference.EndsAt, call.Environment)),
        ];
        return PropertyGrid.Of(rows.Select(row => (row.Name.In(language), row.Value)));
    }

    private static string StateOf(Conference conference, Language language)
    {
        string state = StateTexts.Of(conference.State).In(language);
        return conference.Recording ? $"{state} ●" : state;
    }

    private static string EncryptionOf(SrtpPolicy policy, Language language) =>
        policy == SrtpPolicy.Unspecified ? TableTexts.AsTheNode.In(language) : $"SRTP: {policy.ToString().ToLowerInvariant()}";

    private static string PictureOf(VideoFormat? video) =>
        video is null ? Formats.Or("") : $"{video.Width}x{video.Height}@{video.FrameRate}";

    private static string RecordingOf(Recording? recording) =>
        recording is null ? Formats.Or("") : $"{Formats.PathOf(recording)} ({Formats.Bytes(recording.Bytes)})";
}
