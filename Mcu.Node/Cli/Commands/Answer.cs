using Google.Protobuf;
using Mcu.V1;

namespace Mcu.Node.Cli.Commands;

/// <summary>The end of every act: its result as JSON, or a sentence about it.</summary>
internal static class Answer
{
    /// <summary>What a sentence about a conference begins with: the unit whose node carried the act out, or the conference's name.</summary>
    public static string WhereDone(Conference done) => done.CarriedOutBy.Length > 0 ? done.CarriedOutBy : done.Name;

    public static async Task<int> TellAsync<T>(CliCall call, Func<CliCall, Task<T>> act, Action<CliCall, T> tell)
        where T : IMessage
    {
        T done = await act(call);
        if (call.Json)
        {
            call.Output.Json(done);
        }
        else
        {
            tell(call, done);
        }

        return ExitCode.Done;
    }
}
