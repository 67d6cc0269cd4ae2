using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Cli.Commands;

/// <summary><c>mcu site call CONFERENCE TARGET</c>: dials out and waits for the answer. Ctrl-C gives the call up, and says so.</summary>
internal static class SiteCallCommand
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(10);

    /// <summary>What the server allows one attempt, and a little more.</summary>
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(95);

    /// <summary>What giving up may take: somebody waits for the prompt.</summary>
    private static readonly TimeSpan GiveUpLimit = TimeSpan.FromSeconds(5);

    public static Command Create(CliBuilder builder)
    {
        Argument<string> conference = CliSymbols.Conference(builder);
        Argument<string> target = CliSymbols.Word(builder, "TARGET", HelpTexts.ArgTarget);
        Option<string?> name = CliSymbols.Option<string?>(builder, "--name", HelpTexts.OptTileName, "NAME");
        Option<uint> retries = CliSymbols.Option<uint>(builder, "--retries", HelpTexts.OptRetries, "N");
        retries.CustomParser = result => CliParsers.Whole(result, builder.Language, 0, 10);
        Option<TimeSpan> interval = CliSymbols.Option<TimeSpan>(builder, "--retry-after", HelpTexts.OptRetryAfter, "TIME");
        interval.CustomParser = result => CliParsers.Duration(result, builder.Language);
        interval.DefaultValueFactory = _ => DefaultInterval;
        Option<bool> noWait = CliSymbols.Option<bool>(builder, "--no-wait", HelpTexts.OptNoWait);
        return builder.Verb(
            "call",
            HelpTexts.SiteCall,
            call => Answer.TellAsync(call, AskAsync, Tell),
            conference,
            target,
            name,
            retries,
            interval,
            noWait);

        async Task<Site> AskAsync(CliCall call)
        {
            var request = new CallSiteRequest
            {
                OpId = ServerLink.NewOpId(),
                Conference = call.Get(conference),
                Target = call.Get(target),
                Name = call.Get(name) ?? "",
                Retries = call.Get(retries),
                RetryInterval = call.Get(interval).ToDuration(),
                NoWait = call.Get(noWait),
            };
            TimeSpan? limit = request.NoWait ? null : (Attempt * (request.Retries + 1)) + (call.Get(interval) * request.Retries);
            try
            {
                return await call.AskAsync(
                    options => call.Server.Conferences.CallSiteAsync(request, options),
                    call.Output.Say(CliTexts.CallingSite, ("site", call.Get(target)!)),
                    limit);
            }
            catch (Exception) when (call.Cancel.IsCancellationRequested)
            {
                await GiveUpAsync(call, request);
                throw;
            }
        }
    }

    private static async Task GiveUpAsync(CliCall call, CallSiteRequest given)
    {
        var request = new CancelCallRequest { OpId = ServerLink.NewOpId(), Conference = given.Conference, CallOpId = given.OpId };
        Text told;
        try
        {
            CancelCallResponse done = await call.Server.AskAsync(
                options => call.Server.Conferences.CancelCallAsync(request, options), CancellationToken.None, GiveUpLimit);
            told = done.Canceled ? CliTexts.CallCanceled : CliTexts.CallNotCanceled;
        }
        catch (RpcException)
        {
            told = CliTexts.CallMayRing;
        }

        await call.Environment.Error.WriteLineAsync(call.Output.Say(told, ("site", given.Target), ("conference", given.Conference)));
    }

    private static void Tell(CliCall call, Site done) => call.Output.Tell(
        CliTexts.SiteCalled, ("site", done.Name), ("state", StateTexts.Of(done.State).In(call.Output.Language)));
}
