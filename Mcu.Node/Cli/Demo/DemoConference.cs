using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Mcu.Node.Configuration;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Cli.Demo;

/// <summary>The demonstration's conference, by the same API that every operator uses.</summary>
internal sealed class DemoConference(ServerLink server, CliCall call)
{
    private const string Number = "1000";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(150);

    /// <summary>Where the node listens by its defaults.</summary>
    public static IPEndPoint Grpc => McuConfiguration.Default.Grpc.Listen.ToEndPoint();

    /// <summary>Says so at once when another program has the node's port, before rooms are painted.</summary>
    public static void RequireFreePort()
    {
        try
        {
            using var listener = new TcpListener(Grpc);
            listener.Start();
        }
        catch (SocketException)
        {
            throw new DemoException(Message.Of(DemoTexts.AddressTaken, ("grpc", Grpc)));
        }
    }

    /// <summary>Waits until the node answers; gives its conference, made if there is none.</summary>
    public async Task<Conference> OpenAsync(DemoNode node)
    {
        ListConferencesResponse list = await FirstAnswerAsync(node);
        if (list.Conferences.Count > 0)
        {
            return list.Conferences[0];
        }

        var request = new CreateConferenceRequest
        {
            OpId = ServerLink.NewOpId(),
            Name = call.Output.Say(DemoTexts.ConferenceName),
            Number = Number,
        };
        return await server.AskAsync(options => server.Conferences.CreateAsync(request, options), call.Cancel);
    }

    private async Task<ListConferencesResponse> FirstAnswerAsync(DemoNode node)
    {
        long start = call.Environment.Time.GetTimestamp();
        while (true)
        {
            if (node.HasEnded)
            {
                throw new DemoException(Message.Of(DemoTexts.NodeEnded, ("code", node.Code), ("output", node.Output)));
            }

            try
            {
                var deadline = new CallOptions(deadline: DateTime.UtcNow.AddSeconds(1), cancellationToken: call.Cancel);
                return await server.Conferences.ListAsync(new ListConferencesRequest(), deadline);
            }
            catch (RpcException error) when (error.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded)
            {
                if (call.Environment.Time.GetElapsedTime(start) > StartLimit)
                {
                    throw new DemoException(Message.Of(
                        DemoTexts.NodeSilent, ("grpc", Grpc), ("seconds", StartLimit.TotalSeconds), ("output", node.Output)));
                }
            }

            await Task.Delay(Glance, call.Cancel);
        }
    }
}
