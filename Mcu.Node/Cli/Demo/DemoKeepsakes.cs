using Grpc.Core;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Cli.Demo;

/// <summary>Writes what the demonstration leaves behind: <c>demo.png</c> and <c>demo.mkv</c> in the working folder.</summary>
internal sealed class DemoKeepsakes(ServerLink server, DemoDiary diary, string conference)
{
    private const string PictureFile = "demo.png";
    private const string RecordingFile = "demo.mkv";
    private static readonly TimeSpan PictureAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RecordingLength = TimeSpan.FromSeconds(14);

    /// <summary>Saves the picture after 5 s and 14 s of recording; when it is cancelled earlier, what there is by then.</summary>
    public async Task SaveAsync(CancellationToken cancel)
    {
        Recording? recording = await TryAsync(RecordingFile, options => server.Conferences.StartRecordingAsync(
            new StartRecordingRequest { OpId = ServerLink.NewOpId(), Conference = conference, FileName = RecordingFile }, options));
        await DemoDelay.UpToAsync(PictureAfter, cancel);
        await SavePictureAsync();
        await DemoDelay.UpToAsync(RecordingLength - PictureAfter, cancel);
        if (recording is not null)
        {
            await SaveRecordingAsync();
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
            diary.Note(DemoTexts.Saved, ("path", path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            diary.Note(DemoTexts.NotSaved, ("path", path), ("cause", error.Message));
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
            diary.Note(DemoTexts.NotSaved, ("path", file), ("cause", error.Status.Detail));
            return null;
        }
    }
}
