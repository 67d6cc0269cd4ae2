using System.CommandLine;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Cli.Commands;

/// <summary><c>mcu snapshot CONFERENCE -o FILE</c>.</summary>
internal static class SnapshotCommand
{
    public static Command Create(CliBuilder builder)
    {
        Argument<string> conference = CliSymbols.Conference(builder);
        var file = new Option<string>("--file", "-o")
        {
            Description = HelpTexts.OptPng.In(builder.Language),
            HelpName = "FILE",
            Required = true,
        };
        return builder.Verb("snapshot", HelpTexts.Snapshot, RunAsync, conference, file);

        async Task<int> RunAsync(CliCall call)
        {
            var request = new SnapshotRequest { Conference = call.Get(conference) };
            SnapshotResponse picture = await call.AskAsync(options => call.Server.Conferences.SnapshotAsync(request, options));
            string path = call.Get(file)!;
            return await SaveAsync(call, picture, path) ? ExitCode.Done : ExitCode.Refused;
        }
    }

    private static async Task<bool> SaveAsync(CliCall call, SnapshotResponse picture, string path)
    {
        try
        {
            await File.WriteAllBytesAsync(path, picture.Png.Memory, call.Cancel);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            call.Output.Fail(Message.Of(CliTexts.FileNotWritten, ("path", path), ("cause", error.Message.TrimEnd('.'))));
            return false;
        }

        if (call.Json)
        {
            DateTimeOffset taken = picture.TakenAt.ToDateTimeOffset();
            call.Output.Plain(CliJson.Write(
                new { path, fullPath = Path.GetFullPath(path), width = picture.Width, height = picture.Height, takenAt = taken, bytes = picture.Png.Length }));
        }

        call.Output.Tell(CliTexts.SnapshotSaved, ("size", $"{picture.Width}x{picture.Height}"), ("path", path));
        return true;
    }
}
