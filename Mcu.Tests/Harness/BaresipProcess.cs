using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Mcu.Tests.Harness;

/// <summary>A room played by baresip, headless: its own color and tone, steered over its control port (netstrings of JSON).</summary>
internal sealed class BaresipProcess : IDisposable
{
    private const string LongestLife = "120"; // seconds; it ends by itself should the tests be killed
    private readonly string folder = Directory.CreateTempSubdirectory("mcu-baresip-").FullName;
    private readonly int controlPort = PortLease.One();
    private readonly Process process;

    /// <summary>Starts a room and waits until it is ready.</summary>
    /// <param name="room">What it is.</param>
    /// <param name="dial">Whom it calls; null: it waits.</param>
    public BaresipProcess(BaresipRoom room, string? dial = null)
    {
        Room = room;
        SipPort = PortLease.One();
        File.WriteAllText(Path.Combine(folder, "config"), BaresipConfig.Of(room, SipPort, controlPort, Recordings));
        File.WriteAllText(Path.Combine(folder, "accounts"), $"<sip:{room.Name}@127.0.0.1:{SipPort}>;regint=0{room.Account}\n");
        File.WriteAllText(Path.Combine(folder, "contacts"), "");
        process = Tools.Start("baresip", ["-4", "-v", "-s", "-f", folder, "-t", LongestLife]);
        Log = new ProcessLog(process);
        Wait.Until(() => Log.Has("baresip is ready"), "baresip is ready", () => Log.ToString());
        if (dial is not null)
        {
            Command("dial", dial);
        }
    }

    /// <summary>What it is.</summary>
    public BaresipRoom Room { get; }

    /// <summary>Its SIP user.</summary>
    public string Name => Room.Name;

    /// <summary>Its address.</summary>
    public string Address => $"sip:{Name}@127.0.0.1:{SipPort}";

    /// <summary>Where it is called.</summary>
    public int SipPort { get; }

    /// <summary>What it writes: its signalling among it.</summary>
    public ProcessLog Log { get; }

    private string Recordings => Directory.CreateDirectory(Path.Combine(folder, "rec")).FullName;

    /// <summary>Has it do something, by its own commands' names, and waits for the answer.</summary>
    public void Command(string command, string parameters = "")
    {
        using var client = new TcpClient("127.0.0.1", controlPort) { ReceiveTimeout = 5000 };
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["command"] = command, ["params"] = parameters, ["token"] = "t",
        });
        client.GetStream().Write([.. Encoding.ASCII.GetBytes($"{json.Length}:"), .. json, (byte)',']);
        byte[] answer = new byte[65_536];
        int length = 0;
        while (!answer.AsSpan(0, length).ContainsAnswer())
        {
            int read = client.GetStream().Read(answer, length, answer.Length - length);
            Assert.That(read, Is.Positive, $"baresip took no command {command}\n{Log}");
            length += read;
        }
    }

    /// <summary>The picture that it received last.</summary>
    public SeenPicture ReceivedPicture()
    {
        string file = Path.Combine(folder, $"seen-{Guid.NewGuid():N}");
        byte[] png = [];
        Command("snapshot_recv", file);
        Wait.Until(() => TryReadPng(file, out png), $"{Name} writes the picture that it receives", () => Log.ToString());
        return new SeenPicture(png);
    }

    /// <summary>All that it has heard since its media began or began anew.</summary>
    public HeardSound ReceivedSound()
    {
        string? newest = Directory.GetFiles(Recordings, "*-dec.wav").MaxBy(File.GetLastWriteTimeUtc);
        return newest is null ? HeardSound.None : HeardSound.FromWave(newest);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}:\n{Log}";

    /// <inheritdoc/>
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

    private static bool TryReadPng(string file, out byte[] png)
    {
        png = File.Exists(file) ? File.ReadAllBytes(file) : [];
        return png.Length > 8 && png.AsSpan()[^8..^4].SequenceEqual("IEND"u8);
    }
}

/// <summary>Reads what baresip's control port says.</summary>
file static class ControlAnswers
{
    /// <summary>Whether the answer to a command is among what came; events of calls may come before it.</summary>
    public static bool ContainsAnswer(this Span<byte> received)
    {
        int at = received.IndexOf("\"response\":true"u8);
        return at >= 0 && received[at..].IndexOf("},"u8) >= 0;
    }
}
