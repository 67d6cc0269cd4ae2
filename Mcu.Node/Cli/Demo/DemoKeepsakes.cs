using System.Collections.Immutable;
using Grpc.Core;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Cli.Demo;

/// <summary>Writes what the demonstration leaves behind: <c>demo.png</c> and <c>demo.mkv</c> in the working folder.</summary>
internal sealed class DemoKeepsakes(ServerLink server, CliCall call, string conference)
{
    private const string PictureFile = "demo.png";
    private const string RecordingFile = "demo.mkv";
    private static readonly TimeSpan PictureAfter = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan RecordingLength = TimeSpan.FromSeconds(20);

    private ImmutableList<string> told = [];

    /// <summary>Lines that say what was written, for the screen. Any thread.</summary>
    public IReadOnlyList<string> Told => Volatile.Read(ref told);

    /// <summary>Saves the picture after 8 s and 20 s of recording; when it is cancelled earlier, what there is by then.</summary>
    public async Task SaveAsync(CancellationToken cancel)
    {
        Recording? recording = await TryAsync(RecordingFile, options => server.Conferences.StartRecordingAsync(
            new StartRecordingRequest { OpId = ServerLink.NewOpId(), Conference = conference, FileName = RecordingFile }, options));
        await DelayAsync(PictureAfter, cancel);
        await SavePictureAsync();
        await DelayAsync(RecordingLength - PictureAfter, cancel);
        if (recording is not null)
        {
            await SaveRecordingAsync();
        }
    }

    private static async Task DelayAsync(TimeSpan time, CancellationToken cancel)
    {
        try
        {
            await Task.Delay(time, cancel);
        }
        catch (OperationCanceledException)
        {
            // The demonstration ends: on with what is left to save.
        }
    }

    private async Task SavePictureAsync()
    {
        SnapshotResponse? picture = await TryAsync(
            PictureFile, options => server.Conferences.SnapshotAsync(new SnapshotRequest { Conference = conference }, options));
        if (picture is not null)
        {
            await WriteAsync(PictureFile, path => File.WriteAllBytesAsync(path, picture.Png.Memory));
        }
    }

    private async Task SaveRecordingAsync()
    {
        Recording? done = await TryAsync(RecordingFile, options => server.Conferences.StopRecordingAsync(
            new StopRecordingRequest { OpId = ServerLink.NewOpId(), Conference = conference }, options));
        if (done is not null)
        {
            await WriteAsync(RecordingFile, path =>
            {
                File.Move(done.Path, path, overwrite: true);
                return Task.CompletedTask;
            });
        }
    }

    private async Task WriteAsync(string file, Func<string, Task> write)
    {
        string path = Path.GetFullPath(file);
        try
        {
            await write(path);
            Tell(call.Output.Say(DemoTexts.Saved, ("path", path)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Tell(call.Output.Say(DemoTexts.NotSaved, ("path", path), ("cause", error.Message)));
        }
    }

    private async Task<T?> TryAsync<T>(string file, Func<CallOptions, AsyncUnaryCall<T>> ask)
        where T : class
    {
        try
        {
            return await server.AskAsync(ask, CancellationToken.None);
        }
        catch (RpcException error)
        {
            Tell(call.Output.Say(DemoTexts.NotSaved, ("path", file), ("cause", error.Status.Detail)));
            return null;
        }
    }

    private void Tell(string line) => Volatile.Write(ref told, told.Add(line));
}
