using Mcu.Node.Texts;

namespace Mcu.Node.Configuration;

/// <summary>All that a node is told by its file. Immutable; <see cref="Default"/> is what runs without a file.</summary>
public sealed record McuConfiguration
{
    /// <summary>The embedded defaults: everything bound to loopback.</summary>
    public static readonly McuConfiguration Default = new();

    /// <summary><c>node</c>: who this node is.</summary>
    public NodeConfiguration Node { get; init; } = new();

    /// <summary><c>data</c>: the folder for everything that the node writes; relative to where it is started.</summary>
    public string Data { get; init; } = "data";

    /// <summary><c>language</c>: of captions and of log lines meant for operators.</summary>
    public Language Language { get; init; } = Language.Vietnamese;

    /// <summary><c>sip</c>: where rooms call.</summary>
    public SipConfiguration Sip { get; init; } = new();

    /// <summary><c>grpc</c>: where operators steer.</summary>
    public GrpcConfiguration Grpc { get; init; } = new();

    /// <summary><c>media</c>: RTP, codecs, captions' font.</summary>
    public MediaConfiguration Media { get; init; } = new();

    /// <summary><c>audio</c>: the mix.</summary>
    public AudioConfiguration Audio { get; init; } = new();

    /// <summary><c>video</c>: the encoder.</summary>
    public VideoConfiguration Video { get; init; } = new();

    /// <summary><c>recording</c>: where recordings go.</summary>
    public RecordingConfiguration Recording { get; init; } = new();

    /// <summary><c>cascade</c>: links to other nodes.</summary>
    public CascadeConfiguration Cascade { get; init; } = new();

    /// <summary><c>ha</c>: the node's standby, and groups that it is the witness of.</summary>
    public HaConfiguration Ha { get; init; } = new();

    /// <summary><c>metrics</c>: where collectors read.</summary>
    public MetricsConfiguration Metrics { get; init; } = new();

    /// <summary><c>conferences</c>: made when the node starts.</summary>
    public IReadOnlyList<ConferenceConfiguration> Conferences { get; init; } = [];

    /// <summary><c>log</c>: how much is logged.</summary>
    public LogConfiguration Log { get; init; } = new();

    /// <summary>Where recordings go: <c>recording.folder</c> within <see cref="Data"/>, unless it is absolute.</summary>
    public string RecordingFolder => Path.Combine(Data, Recording.Folder);
}

/// <summary><c>node</c>.</summary>
public sealed record NodeConfiguration
{
    /// <summary><c>node.id</c>: unique among the nodes of a province; stays when the name changes.</summary>
    public string Id { get; init; } = "mcu-1";

    /// <summary><c>node.name</c>: what people read.</summary>
    public string Name { get; init; } = "MCU";
}

/// <summary><c>recording</c>.</summary>
public sealed record RecordingConfiguration
{
    /// <summary><c>recording.folder</c>: within the data folder, or absolute.</summary>
    public string Folder { get; init; } = "recordings";
}

/// <summary><c>metrics</c>.</summary>
public sealed record MetricsConfiguration
{
    /// <summary><c>metrics.listen</c>: where Prometheus reads, over HTTP at <c>/metrics</c>; null: nowhere.</summary>
    public ListenAddress? Listen { get; init; }
}

/// <summary><c>log</c>.</summary>
public sealed record LogConfiguration
{
    /// <summary><c>log.level</c>: the least severe lines that are written.</summary>
    public LogLevel Level { get; init; } = LogLevel.Information;
}
