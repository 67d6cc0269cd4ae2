using System.CommandLine;
using Mcu.Core.Codecs;
using Mcu.Core.Srtp;
using Mcu.Node.Cli.Commands;
using Mcu.Node.Simulate;
using Mcu.Node.Texts;

namespace Mcu.Node.Cli.Simulate;

/// <summary>The options of <c>mcu simulate</c>, and what they make together.</summary>
internal sealed class SimulateOptions
{
    private const uint MostRooms = 2000;
    private const uint MostSeconds = 7 * 24 * 3600;

    private static readonly AudioCodec[] Mixed = [AudioCodec.Opus, AudioCodec.G722, AudioCodec.Pcma, AudioCodec.Pcmu];

    private readonly Option<string[]> targets;
    private readonly Option<uint> sites;
    private readonly Option<uint> watchers;
    private readonly Option<uint> slides;
    private readonly Option<(uint Width, uint Height)> size;
    private readonly Option<uint> fps;
    private readonly Option<uint> bitrate;
    private readonly Option<string> audio;
    private readonly Option<string> videoCodec;
    private readonly Option<string?> video;
    private readonly Option<uint> seconds;
    private readonly Option<uint> stagger;
    private readonly Option<ReceiveMode> receive;
    private readonly Option<string?> names;
    private readonly Option<uint> seed;
    private readonly Option<SrtpPolicy> srtp;

    public SimulateOptions(CliBuilder builder)
    {
        Language language = builder.Language;
        targets = CliSymbols.Option<string[]>(builder, "--target", SimulateTexts.OptTarget, "sip:USER@HOST:PORT");
        targets.Required = true;
        sites = Whole(builder, "--sites", SimulateTexts.OptSites, 4, 1, MostRooms);
        watchers = Whole(builder, "--watchers", SimulateTexts.OptWatchers, 0, 0, MostRooms);
        slides = Whole(builder, "--slides", SimulateTexts.OptSlides, 0, 0, MostRooms);
        size = CliSymbols.Option<(uint, uint)>(builder, "--size", SimulateTexts.OptSize, "WxH");
        size.CustomParser = result => Even(CliParsers.Size(result, language));
        size.DefaultValueFactory = _ => (640, 360);
        fps = Whole(builder, "--fps", SimulateTexts.OptFps, 25, 1, 60);
        bitrate = CliSymbols.Option<uint>(builder, "--bitrate", SimulateTexts.OptBitrate, "RATE");
        bitrate.CustomParser = result => CliParsers.Bitrate(result, language);
        audio = Words(builder, "--audio", SimulateTexts.OptAudio, "opus", "g722", "pcma", "pcmu", "mixed");
        videoCodec = Words(builder, "--video-codec", SimulateTexts.OptVideoCodec, "h264", "vp8");
        video = CliSymbols.Option<string?>(builder, "--video", SimulateTexts.OptVideo, "FILE");
        seconds = Whole(builder, "--seconds", SimulateTexts.OptSeconds, 30, 1, MostSeconds);
        stagger = Whole(builder, "--stagger", SimulateTexts.OptStagger, 100, 0, 60_000);
        receive = CliSymbols.Option<ReceiveMode>(builder, "--receive", SimulateTexts.OptReceive, "MODE");
        receive.CustomParser = result => CliParsers.Word<ReceiveMode>(result, language);
        names = CliSymbols.Option<string?>(builder, "--names", SimulateTexts.OptNames, "FILE|NAMES");
        srtp = CliSymbols.Option<SrtpPolicy>(builder, "--srtp", SimulateTexts.OptSrtp, "POLICY");
        srtp.CustomParser = result => CliParsers.Word<SrtpPolicy>(result, language);
        seed = Whole(builder, "--seed", SimulateTexts.OptSeed, 1, 0, int.MaxValue);
    }

    public IEnumerable<Option> All =>
        [targets, sites, watchers, slides, size, fps, bitrate, audio, videoCodec, video, seconds, stagger, receive, names, seed, srtp];

    /// <summary>How long to measure.</summary>
    public TimeSpan Duration(CliCall call) => TimeSpan.FromSeconds(call.Get(seconds));

    /// <summary>What the fleet is to be; resolves the target's host.</summary>
    public async Task<FleetOptions> ReadAsync(CliCall call)
    {
        FleetTarget[] to = await Task.WhenAll(call.Get(targets)!.Select(text => FleetTarget.ResolveAsync(text, call.Cancel)));
        (uint width, uint height) = call.Get(size);
        return new FleetOptions
        {
            Targets = to,
            Sites = (int)call.Get(sites),
            Watchers = (int)call.Get(watchers),
            SecondScreens = (int)call.Get(slides),
            Width = (int)width,
            Height = (int)height,
            FramesPerSecond = (int)call.Get(fps),
            BitsPerSecond = (int)call.Get(bitrate) * 1000,
            AudioCodecs = CodecsOf(call.Get(audio)!),
            VideoCodec = call.Get(videoCodec) == "vp8" ? VideoCodec.Vp8 : VideoCodec.H264,
            Srtp = call.Get(srtp),
            VideoFile = call.Get(video),
            Stagger = TimeSpan.FromMilliseconds(call.Get(stagger)),
            Receive = call.Get(receive),
            Names = NamesOf(call.Get(names)),
            Seed = (int)call.Get(seed),
        };
    }

    private static (uint Width, uint Height) Even((uint Width, uint Height) size) => (size.Width & ~1u, size.Height & ~1u);

    private static AudioCodec[] CodecsOf(string word) => word switch
    {
        "g722" => [AudioCodec.G722],
        "pcma" => [AudioCodec.Pcma],
        "pcmu" => [AudioCodec.Pcmu],
        "mixed" => Mixed,
        _ => [AudioCodec.Opus],
    };

    private static IReadOnlyList<string> NamesOf(string? given) => given switch
    {
        null => SiteNames.KhanhHoa,
        _ when File.Exists(given) => [.. File.ReadLines(given).Select(line => line.Trim()).Where(line => line.Length > 0)],
        _ => given.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
    };

    private static Option<uint> Whole(CliBuilder builder, string name, Text description, uint otherwise, uint min, uint max)
    {
        Option<uint> option = CliSymbols.Option<uint>(builder, name, description, "N");
        option.CustomParser = result => CliParsers.Whole(result, builder.Language, min, max);
        option.DefaultValueFactory = _ => otherwise;
        return option;
    }

    private static Option<string> Words(CliBuilder builder, string name, Text description, params string[] words)
    {
        Option<string> option = CliSymbols.Option<string>(builder, name, description, "CODEC");
        option.CustomParser = result => CliParsers.OneOf(result, builder.Language, words).ToLowerInvariant();
        option.DefaultValueFactory = _ => words[0];
        option.CompletionSources.Add(words);
        return option;
    }
}
