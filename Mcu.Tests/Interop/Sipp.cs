using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mcu.Tests.Interop;

/// <summary>
/// One run of SIPp: it plays a scenario of the folder <c>Sipp</c> once and judges what the node says. Media are no matter of
/// SIPp here: its descriptions name the sockets of a <see cref="MediaSink"/>.
/// </summary>
internal sealed class Sipp : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly string folder = Directory.CreateTempSubdirectory("sipp-").FullName;
    private readonly string scenario;
    private readonly string callId;
    private readonly Process process;
    private readonly Task<string> output;
    private int signals;

    private Sipp(string scenario, MediaSink media, string[] role)
    {
        this.scenario = scenario;
        Port = FreePorts.One();
        callId = $"{scenario}-{Port.ToString(CultureInfo.InvariantCulture)}";
        string[] arguments =
        [
            .. role,
            "-sf", Path.Combine(AppContext.BaseDirectory, "Interop", "Sipp", $"{scenario}.xml"),
            "-m", "1", "-i", "127.0.0.1", "-p", $"{Port}", "-cid_str", callId, "-nostdin",
            "-timeout", "30", "-timeout_error",
            "-trace_err", "-error_file", Path.Combine(folder, "errors"), "-trace_msg", "-message_file", Path.Combine(folder, "messages"),
            .. media.Keys,
        ];
        process = Tools.Start("/usr/bin/sipp", arguments);
        process.StandardInput.Close();
        output = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Its SIP port.</summary>
    public int Port { get; }

    /// <summary>All that it sent and received, and what it found wrong.</summary>
    public string Log => string.Join('\n', new[] { "errors", "messages" }.Select(Content));

    /// <summary>A room that calls.</summary>
    /// <param name="scenario">File name without its ending.</param>
    /// <param name="node">Where the node listens.</param>
    /// <param name="media">Where its sound and picture shall go.</param>
    /// <param name="conference">The user part that it dials.</param>
    /// <param name="options">Further options of SIPp: <c>-t t1</c> for TCP.</param>
    public static Sipp Caller(string scenario, IPEndPoint node, MediaSink media, string conference = "khanh-hoa", params string[] options) =>
        new(scenario, media, [node.ToString(), "-s", conference, .. options]);

    /// <summary>A room that waits to be called; it listens when this returns.</summary>
    public static Sipp Callee(string scenario, MediaSink media, params string[] options)
    {
        var room = new Sipp(scenario, media, options);
        string table = options.Contains("t1") ? "/proc/net/tcp" : "/proc/net/udp";
        Wait.Until(() => File.ReadAllText(table).Contains($"0100007F:{room.Port:X4}", StringComparison.Ordinal), $"SIPp listens for {scenario}", () => room.Log);
        return room;
    }

    /// <summary>Lets a scenario that waits for a MESSAGE go on; UDP only.</summary>
    /// <param name="dialog">The Call-ID; none: that of a room that calls.</param>
    public void GoOn(string? dialog = null)
    {
        signals++;
        string message = string.Create(CultureInfo.InvariantCulture, $"""
            MESSAGE sip:sipp@127.0.0.1:{Port} SIP/2.0
            Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK-{signals}
            From: <sip:test@127.0.0.1>;tag=test
            To: <sip:sipp@127.0.0.1>
            Call-ID: {dialog ?? callId}
            CSeq: {signals} MESSAGE
            Content-Length: 0


            """).ReplaceLineEndings("\r\n");
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.SendTo(Encoding.ASCII.GetBytes(message), new IPEndPoint(IPAddress.Loopback, Port));
    }

    /// <summary>The Call-ID of the call that it was called with.</summary>
    public string ReceivedCallId()
    {
        string? found = null;
        Wait.Until(
            () => (found = Content("messages").Split('\n').FirstOrDefault(line => line.StartsWith("Call-ID:", StringComparison.Ordinal))) is not null,
            $"{scenario} is called",
            () => Log);
        return found!["Call-ID:".Length..].Trim();
    }

    /// <summary>The lines of the messages that it received that begin so.</summary>
    public IReadOnlyList<string> Received(string start) =>
    [
        .. Content("messages").Split("-----------------------------------------------")
            .Where(message => message.Contains("message received", StringComparison.Ordinal))
            .SelectMany(message => message.Split('\n'))
            .Where(line => line.StartsWith(start, StringComparison.Ordinal)),
    ];

    /// <summary>Waits until the scenario is over, and fails the test with all messages when it did not go as written.</summary>
    public void Succeeds()
    {
        bool ended = process.WaitForExit(Patience);
        Assert.That(ended && process.ExitCode == 0, $"{scenario}: {(ended ? $"SIPp gave {process.ExitCode}" : "SIPp did not end")}\n{Log}\n{(ended ? Tail(output.Result) : "")}");
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static string Tail(string screen) => screen.Length <= 600 ? screen : screen[^600..];

    private string Content(string file)
    {
        string path = Path.Combine(folder, file);
        if (!File.Exists(path))
        {
            return "";
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
