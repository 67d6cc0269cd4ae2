using Google.Protobuf;

namespace Mcu.Node.Cli.Commands;

/// <summary>The end of every act: its result as JSON, or a sentence about it.</summary>
internal static class Answer
{
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
