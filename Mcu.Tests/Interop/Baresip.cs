using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Mcu.Tests.Interop;

/// <summary>A room played by baresip, headless: its own color and tone, steered over its control port.</summary>
internal sealed class Baresip : IDisposable
{
    private const int WaveHeader = 44;

    private readonly ConcurrentQueue<string> log = new();
    private readonly string folder = Directory.CreateTempSubdirectory("baresip-").FullName;
    private readonly int controlPort = FreePorts.One();
    private readonly string address;
    private readonly Process process;

    /// <summary>Starts a room.</summary>
    /// <param name="name">Its SIP user.</param>
    /// <param name="media">Pictures and tones.</param>
    /// <param name="content">What it shows and sounds.</param>
    /// <param name="account">Account parameters: codecs, answer mode.</param>
    /// <param name="dial">Whom it calls; none: it waits.</param>
    /// <param name="address">Its own.</param>
    public Baresip(string name, PeerMedia media, RoomContent content, string account, string? dial = null, string address = "127.0.0.1")
    {
        this.address = address;
        Name = name;
        Content = content;
        SipPort = FreePorts.One();
        string recordings = Directory.CreateDirectory(Path.Combine(folder, "rec")).FullName;
        int rtp = FreePorts.MediaBlock();
        File.WriteAllText(Path.Combine(folder, "config"), Config(media, content, recordings, rtp));
        File.WriteAllText(Path.Combine(folder, "accounts"), $"<sip:{name}@{address}:{SipPort}>;regint=0{account}\n");
        File.WriteAllText(Path.Combine(folder, "contacts"), "");
        string[] arguments = ["-4", "-v", "-s", "-f", folder, "-t", "120"];
        process = Tools.Start("/usr/bin/baresip", dial is null ? arguments : [.. arguments, "-e", $"/dial {dial}"]);
        process.StandardInput.Close();
        process.OutputDataReceived += (_, line) => log.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => log.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Name { get; }

    public RoomContent Content { get; }

    public int SipPort { get; }

    public bool HasEnded => process.HasExited;

    /// <summary>The last lines of its signaling log, without its running meter.</summary>
    public string Log => string.Join('\n', log.Where(line => line.Length > 0 && !line.Contains("efps=", StringComparison.Ordinal)).TakeLast(80));

    /// <summary>Whether its signaling log has a line with all these texts.</summary>
    public bool HasLogged(params string[] texts) => log.Any(line => Array.TrueForAll(texts, text => line.Contains(text, StringComparison.Ordinal)));

    /// <summary>Whether its signaling log has a BYE and the answer to it.</summary>
    public bool HasBeenLetGo => log.Count(line => line.StartsWith("CSeq:", StringComparison.Ordinal) && line.TrimEnd().EndsWith(" BYE", StringComparison.Ordinal)) > 1;

    /// <summary>Sends a command to its control port (netstring of JSON).</summary>
    public void Command(string command, string parameters = "")
    {
        using var client = new TcpClient("127.0.0.1", controlPort);
        string json = JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["command"] = command, ["params"] = parameters, ["token"] = "t",
        });
        byte[] message = Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetByteCount(json)}:{json},");
        client.GetStream().Write(message);
        client.ReceiveTimeout = 3000;
        _ = client.GetStream().Read(new byte[4096]);
    }

    /// <summary>The picture that it receives now, as PNG.</summary>
    public byte[] ReceivedPicture()
    {
        string file = Path.Combine(folder, "received");
        File.Delete(file); // what it received before is not what it receives
        byte[] png = [];
        Wait.Until(
            () =>
            {
                Command("snapshot_recv", file);
                png = Written(file);
                return png.Length > 8 && png.AsSpan()[^8..^4].SequenceEqual("IEND"u8);
            },
            $"{Name} writes the picture that it receives",
            () => Log);
        return png;
    }

    // What is there of a file that is being written, perhaps anew.
    private static byte[] Written(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllBytes(file) : [];
        }
        catch (IOException)
        {
            return [];
        }
    }

    /// <summary>The sound that it has received so far in its present call, left channel; baresip writes it at its codec's rate.</summary>
    /// <param name="since">Leaves out what is before: to read all of it again and again costs much.</param>
    public (float[] Samples, int Rate) ReceivedSound(TimeSpan since = default)
    {
        using FileStream? stream = OpenReceived(out int channels, out int rate);
        if (stream is null)
        {
            return ([], 48000); // none yet
        }

        int frame = 2 * channels;
        long begin = WaveHeader + (frame * (long)(Math.Max(0, since.TotalSeconds) * rate)), end = stream.Length;
        byte[] bytes = new byte[Math.Max(0, end - begin)];
        stream.Position = Math.Min(begin, end);
        stream.ReadExactly(bytes);
        var samples = new float[bytes.Length / frame];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = BitConverter.ToInt16(bytes, i * frame) / 32768f;
        }

        return (samples, rate);
    }

    /// <summary>How much sound it has received so far in its present call.</summary>
    public TimeSpan ReceivedLength
    {
        get
        {
            using FileStream? stream = OpenReceived(out int channels, out int rate);
            return stream is null ? TimeSpan.Zero : TimeSpan.FromSeconds((stream.Length - WaveHeader) / (2.0 * channels * rate));
        }
    }

    /// <summary>SIGSTOP: it stands still, and answers nothing.</summary>
    public void Freeze() => Signals.Stop(process);

    /// <summary>SIGCONT.</summary>
    public void Thaw() => Signals.Continue(process);

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

    private FileStream? OpenReceived(out int channels, out int rate)
    {
        (channels, rate) = (0, 0);
        string? file = Directory.GetFiles(Path.Combine(folder, "rec"), "*-dec.wav").MaxBy(File.GetLastWriteTimeUtc); // each call has its own
        if (file is null || new FileInfo(file).Length < WaveHeader)
        {
            return null;
        }

        var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Span<byte> header = stackalloc byte[WaveHeader];
        stream.ReadExactly(header);
        (channels, rate) = (BitConverter.ToInt16(header[22..]), BitConverter.ToInt32(header[24..]));
        return stream;
    }

    private string Config(PeerMedia media, RoomContent content, string recordings, int rtp) => string.Create(CultureInfo.InvariantCulture, $"""
        poll_method epoll
        sip_listen {address}:{SipPort}
        call_local_timeout 120
        call_max_calls 4
        audio_path /usr/share/baresip
        audio_player aubridge,play{Name}
        audio_source aufile,{media.Tone(content.Hertz)}
        audio_alert aubridge,alert{Name}
        ausrc_srate 48000
        auplay_srate 48000
        ausrc_channels 2
        ausrc_format s16
        auplay_format s16
        auenc_format s16
        audec_format s16
        audio_buffer 20-160
        video_source avformat,{media.Picture(content)}
        video_display fakevideo
        video_size 640x360
        video_bitrate 800000
        video_fps 25.00
        videnc_format yuv420p
        rtp_ports {rtp}-{rtp + 98}
        rtcp_mux no
        jitter_buffer_delay 5-10
        rtp_stats yes
        net_interface {address}
        module_path /usr/lib/baresip/modules
        module g711.so
        module g722.so
        module opus.so
        module avcodec.so
        module vp8.so
        module aubridge.so
        module aufile.so
        module fakevideo.so
        module avformat.so
        module snapshot.so
        module sndfile.so
        module srtp.so
        module uuid.so
        module_tmp account.so
        module_app menu.so
        module_app debug_cmd.so
        module_app ctrl_tcp.so
        ctrl_tcp_listen 127.0.0.1:{controlPort}
        snd_path {recordings}
        avcodec_h264enc libx264
        avcodec_h264dec h264

        """);
}
