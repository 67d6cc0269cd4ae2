using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Cli.Commands;

/// <summary><c>mcu conference create NAME</c>.</summary>
internal sealed class ConferenceCreateCommand
{
    private readonly Argument<string> name;
    private readonly Option<string?> number;
    private readonly Option<Layout?> layout;
    private readonly Option<(uint Width, uint Height)> size;
    private readonly Option<uint> fps;
    private readonly Option<uint> bitrate;
    private readonly Option<TimeSpan> duration;
    private readonly Option<string?> chair;
    private readonly Option<SrtpPolicy> srtp;

    private ConferenceCreateCommand(CliBuilder builder)
    {
        Language language = builder.Language;
        name = CliSymbols.Word(builder, "NAME", HelpTexts.ArgName);
        number = CliSymbols.Option<string?>(builder, "--number", HelpTexts.OptNumber, "DIGITS");
        layout = CliSymbols.Option<Layout?>(builder, "--layout", HelpTexts.ArgLayout, "LAYOUT");
        layout.CustomParser = result => CliParsers.Layout(result, language);
        size = CliSymbols.Option<(uint, uint)>(builder, "--size", HelpTexts.OptSize, "WxH");
        size.CustomParser = result => CliParsers.Size(result, language);
        fps = CliSymbols.Option<uint>(builder, "--fps", HelpTexts.OptFps, "N");
        fps.CustomParser = result => CliParsers.Whole(result, language, 10, 30);
        bitrate = CliSymbols.Option<uint>(builder, "--bitrate", HelpTexts.OptBitrate, "RATE");
        bitrate.CustomParser = result => CliParsers.Bitrate(result, language);
        duration = CliSymbols.Option<TimeSpan>(builder, "--duration", HelpTexts.OptDuration, "TIME");
        duration.CustomParser = result => CliParsers.Duration(result, language);
        chair = CliSymbols.Option<string?>(builder, "--chair", HelpTexts.OptChair, "SITE");
        srtp = CliSymbols.Option<SrtpPolicy>(builder, "--srtp", HelpTexts.OptSrtp, "POLICY");
        srtp.CustomParser = result => CliParsers.Word<SrtpPolicy>(result, language);
        srtp.CompletionSources.Add([.. CliParsers.Words<SrtpPolicy>().Select(item => item.Word)]);
    }

    public static Command Create(CliBuilder builder)
    {
        var create = new ConferenceCreateCommand(builder);
        return builder.Verb(
            "create",
            HelpTexts.ConferenceCreate,
            call => Answer.TellAsync(call, create.AskAsync, Tell),
            create.name,
            create.number,
            create.layout,
            create.size,
            create.fps,
            create.bitrate,
            create.duration,
            create.chair,
            create.srtp);
    }

    private static void Tell(CliCall call, Conference done) => call.Output.Tell(
        CliTexts.ConferenceCreated, ("name", done.Name), ("user", done.SipUser), ("number", done.Number));

    private Task<Conference> AskAsync(CliCall call)
    {
        (uint width, uint height) = call.Get(size);
        TimeSpan lasts = call.Get(duration);
        var request = new CreateConferenceRequest
        {
            OpId = ServerLink.NewOpId(),
            Name = call.Get(name),
            Number = call.Get(number) ?? "",
            Layout = call.Get(layout),
            Video = new VideoFormat { Width = width, Height = height, FrameRate = call.Get(fps), BitrateKbps = call.Get(bitrate) },
            Duration = lasts > TimeSpan.Zero ? lasts.ToDuration() : null,
            ChairSite = call.Get(chair) ?? "",
            Srtp = call.Get(srtp),
        };
        return call.AskAsync(options => call.Server.Conferences.CreateAsync(request, options));
    }
}
