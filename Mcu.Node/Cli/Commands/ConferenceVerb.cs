using System.CommandLine;
using Google.Protobuf;
using Grpc.Core;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Cli.Commands;

/// <summary>Verbs that need to know of a conference and nothing else.</summary>
internal static class ConferenceVerb
{
    /// <summary>A verb that asks for one thing about a conference, and tells what came of it.</summary>
    /// <param name="builder">What commands are made with.</param>
    /// <param name="name">The verb.</param>
    /// <param name="description">What it does.</param>
    /// <param name="request">Made once, of the conference's name or number: an act that is asked for again has the same id.</param>
    /// <param name="ask">Sends it.</param>
    /// <param name="tell">A sentence about the answer.</param>
    public static Command Create<TRequest, TAnswer>(
        CliBuilder builder,
        string name,
        Text description,
        Func<string, TRequest> request,
        Func<ConferenceService.ConferenceServiceClient, TRequest, CallOptions, AsyncUnaryCall<TAnswer>> ask,
        Action<CliCall, TAnswer> tell)
        where TAnswer : IMessage
    {
        Argument<string> conference = CliSymbols.Conference(builder);
        return builder.Verb(name, description, call => Answer.TellAsync(call, AskAsync, tell), conference);

        Task<TAnswer> AskAsync(CliCall call)
        {
            TRequest asked = request(call.Get(conference)!);
            return call.AskAsync(options => ask(call.Server.Conferences, asked, options));
        }
    }
}
