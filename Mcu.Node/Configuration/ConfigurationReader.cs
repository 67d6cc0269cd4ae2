using Mcu.Core.Codecs;
using Mcu.Node.Texts;
using YamlDotNet.RepresentationModel;

namespace Mcu.Node.Configuration;

/// <summary>Reads the file's sections into records.</summary>
internal sealed class ConfigurationReader(ConfigurationErrors errors)
{
    private const int MaxConferences = 100;
    private const int MaxCodecs = 6;

    private static readonly ScalarType<Language> LanguageType = Scalars.OneOf(("vi", Language.Vietnamese), ("en", Language.English));

    private static readonly ScalarType<LogLevel> LogLevelType = Scalars.OneOf(
        ("trace", LogLevel.Trace), ("debug", LogLevel.Debug), ("information", LogLevel.Information),
        ("warning", LogLevel.Warning), ("error", LogLevel.Error));

    private static readonly ScalarType<string> PresetType = Scalars.OneOf(
        ("ultrafast", "ultrafast"), ("superfast", "superfast"), ("veryfast", "veryfast"), ("faster", "faster"), ("fast", "fast"), ("medium", "medium"));

    private static readonly ScalarType<Enum> CodecType = Scalars.OneOf<Enum>(
        ("opus", AudioCodec.Opus), ("g722", AudioCodec.G722), ("pcma", AudioCodec.Pcma), ("pcmu", AudioCodec.Pcmu),
        ("h264", VideoCodec.H264), ("vp8", VideoCodec.Vp8));

    /// <summary>The configuration; where something is wrong, with the default in its place.</summary>
    public McuConfiguration Read(YamlNode? root)
    {
        McuConfiguration fallback = McuConfiguration.Default;
        MappingReader file = new(root, "", errors);
        NodeConfiguration node = ReadNode(file.Section("node"), fallback.Node);
        CascadeConfiguration cascade = new CascadeReader(errors).Read(file.Section("cascade"), fallback.Cascade);
        McuConfiguration configuration = new()
        {
            Node = node,
            Data = file.Read("data", fallback.Data, Scalars.Folder),
            Language = file.Read("language", fallback.Language, LanguageType),
            Sip = ReadSip(file.Section("sip"), fallback.Sip),
            Grpc = ReadGrpc(file.Section("grpc"), fallback.Grpc),
            Media = ReadMedia(file.Section("media"), fallback.Media),
            Audio = ReadAudio(file.Section("audio"), fallback.Audio),
            Video = ReadVideo(file.Section("video"), fallback.Video),
            Recording = ReadRecording(file.Section("recording"), fallback.Recording),
            Cascade = cascade,
            Ha = new HaReader(errors).Read(file.Section("ha"), cascade, node.Id),
            Metrics = ReadMetrics(file.Section("metrics")),
            Conferences = ReadConferences(file),
            Log = ReadLog(file.Section("log"), fallback.Log),
        };
        file.Close();
        return configuration;
    }

    private static NodeConfiguration ReadNode(MappingReader node, NodeConfiguration fallback)
    {
        NodeConfiguration value = new()
        {
            Id = node.Read("id", fallback.Id, Scalars.Slug),
            Name = node.Read("name", fallback.Name, Scalars.Title(80)),
        };
        node.Close();
        return value;
    }

    private static SipConfiguration ReadSip(MappingReader sip, SipConfiguration fallback)
    {
        SipConfiguration value = new()
        {
            Listen = sip.Read("listen", fallback.Listen, Scalars.Listen),
            Domain = sip.ReadOptional("domain", Scalars.HostName),
            MaxCalls = sip.Read("max_calls", fallback.MaxCalls, Scalars.Number(1, 500)),
        };
        sip.Close();
        return value;
    }

    private static GrpcConfiguration ReadGrpc(MappingReader grpc, GrpcConfiguration fallback)
    {
        GrpcConfiguration value = new() { Listen = grpc.Read("listen", fallback.Listen, Scalars.Listen) };
        grpc.Close();
        return value;
    }

    private MediaConfiguration ReadMedia(MappingReader media, MediaConfiguration fallback)
    {
        MediaConfiguration value = ReadCodecs(media, fallback) with
        {
            Address = media.ReadOptional("address", Scalars.Address),
            Ports = media.Read("ports", fallback.Ports, Scalars.Ports),
            Srtp = media.Read("srtp", fallback.Srtp, Scalars.Srtp),
            RtpTimeout = media.Read("rtp_timeout", fallback.RtpTimeout, Quantities.Time("5s", "10m")),
            Font = media.ReadOptional("font", Scalars.ExistingFile),
        };
        media.Close();
        return value;
    }

    private MediaConfiguration ReadCodecs(MappingReader media, MediaConfiguration fallback)
    {
        if (media.ReadList("codecs", MaxCodecs) is not { } entries)
        {
            return fallback;
        }

        Dictionary<Enum, string> codecs = [];
        bool isSound = true;
        foreach ((YamlNode node, string path) in entries)
        {
            if (!MappingReader.TryReadScalar(node, path, CodecType, errors, out Enum? codec))
            {
                isSound = false;
            }
            else if (!codecs.TryAdd(codec!, path))
            {
                errors.Add(node, path, Message.Of(ConfigurationTexts.Duplicate, ("found", node), ("other", codecs[codec!])));
            }
        }

        if (isSound && !codecs.Keys.OfType<AudioCodec>().Any())
        {
            errors.AddAt(Message.Of(ConfigurationTexts.NoAudioCodec), CodecType.Allowed, media.PathOf("codecs"));
        }

        return fallback with
        {
            AudioCodecs = [.. codecs.Keys.OfType<AudioCodec>()],
            VideoCodecs = [.. codecs.Keys.OfType<VideoCodec>()],
        };
    }

    private static AudioConfiguration ReadAudio(MappingReader audio, AudioConfiguration fallback)
    {
        AudioConfiguration value = new()
        {
            Loudest = audio.Read("loudest", fallback.Loudest, Scalars.Number(1, 10)),
            SpeakerHold = audio.Read("speaker_hold", fallback.SpeakerHold, Quantities.Time("0s", "1m")),
        };
        audio.Close();
        return value;
    }

    private static VideoConfiguration ReadVideo(MappingReader video, VideoConfiguration fallback)
    {
        VideoConfiguration value = new() { EncoderPreset = video.Read("encoder_preset", fallback.EncoderPreset, PresetType) };
        video.Close();
        return value;
    }

    private static RecordingConfiguration ReadRecording(MappingReader recording, RecordingConfiguration fallback)
    {
        RecordingConfiguration value = new() { Folder = recording.Read("folder", fallback.Folder, Scalars.Folder) };
        recording.Close();
        return value;
    }

    private static MetricsConfiguration ReadMetrics(MappingReader metrics)
    {
        MetricsConfiguration value = new() { Listen = metrics.ReadOptional("listen", Scalars.Listen) };
        metrics.Close();
        return value;
    }

    private static LogConfiguration ReadLog(MappingReader log, LogConfiguration fallback)
    {
        LogConfiguration value = new() { Level = log.Read("level", fallback.Level, LogLevelType) };
        log.Close();
        return value;
    }

    private List<ConferenceConfiguration> ReadConferences(MappingReader file)
    {
        ConferenceReader reader = new(errors);
        List<ConferenceConfiguration> conferences = [];
        foreach ((YamlNode node, string path) in file.ReadList("conferences", MaxConferences) ?? [])
        {
            conferences.Add(reader.Read(node, path));
        }

        return conferences;
    }
}
