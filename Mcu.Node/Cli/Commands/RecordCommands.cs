using System.CommandLine;
using Mcu.Node.Cli.Tables;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Cli.Commands;

/// <summary><c>mcu record start|stop</c>.</summary>
internal static class RecordCommands
{
    public static Command Create(CliBuilder builder) => builder.Noun("record", HelpTexts.Record, Start(builder), Stop(builder));

    private static Command Start(CliBuilder builder)
    {
        Argument<string> conference = CliSymbols.Conference(builder);
        Option<string?> file = CliSymbols.Option<string?>(builder, "--file", HelpTexts.OptRecordFile, "NAME");
        return builder.Verb("start", HelpTexts.RecordStart, call => Answer.TellAsync(call, AskAsync, Tell), conference, file);

        Task<Recording> AskAsync(CliCall call)
        {
            var request = new StartRecordingRequest
            {
                OpId = ServerLink.NewOpId(),
                Conference = call.Get(conference),
                FileName = call.Get(file) ?? "",
            };
            return call.AskAsync(options => call.Server.Conferences.StartRecordingAsync(request, options));
        }

        static void Tell(CliCall call, Recording done) => call.Output.Tell(CliTexts.RecordingStarted, ("path", Formats.PathOf(done)));
    }

    private static Command Stop(CliBuilder builder) => ConferenceVerb.Create(
        builder,
        "stop",
        HelpTexts.RecordStop,
        conference => new StopRecordingRequest { OpId = ServerLink.NewOpId(), Conference = conference },
        (server, request, options) => server.StopRecordingAsync(request, options),
        TellStopped);

    private static void TellStopped(CliCall call, Recording done)
    {
        TimeSpan lasted = done.StoppedAt is null ? TimeSpan.Zero : (done.StoppedAt - done.StartedAt).ToTimeSpan();
        call.Output.Tell(
            CliTexts.RecordingStopped,
            ("size", Formats.Bytes(done.Bytes)),
            ("duration", Formats.Duration(lasted)),
            ("path", Formats.PathOf(done)));
    }
}
