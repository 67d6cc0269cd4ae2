using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Cli.Demo;

/// <summary>The demonstration's meeting, by the same API that every operator uses.</summary>
internal sealed class DemoConference(ServerLink server, CliCall call, DemoProvince province)
{
    /// <summary>What rooms dial, at whichever node.</summary>
    public const string Number = "1000";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(150);

    /// <summary>Says so at once when another program has a node's port, before rooms are painted.</summary>
    public static void RequireFreePorts()
    {
        foreach (string address in DemoTier.All.SelectMany(tier => new[] { tier.Grpc, tier.Links, tier.Consensus }))
        {
            try
            {
                using var listener = new TcpListener(IPEndPoint.Parse(address));
                listener.Start();
            }
            catch (SocketException)
            {
                throw new DemoException(Message.Of(DemoTexts.AddressTaken, ("grpc", address)));
            }
        }
    }

    /// <summary>Waits for the province's MCU to lead and its standby to follow, opens the meeting and waits until every district has it.</summary>
    public async Task<Conference> OpenAsync()
    {
        await LeadAsync();
        var request = new CreateConferenceRequest { OpId = ServerLink.NewOpId(), Name = call.Output.Say(DemoTexts.ConferenceName), Number = Number };
        Conference opened = await server.AskAsync(options => server.Conferences.CreateAsync(request, options), call.Cancel);
        foreach (DemoTier district in DemoTier.Districts)
        {
            using var at = new ServerLink([new Uri($"http://{district.Grpc}")], call.Environment);
            await AnswerAsync(
                district,
                async options => (await at.Conferences.ListAsync(new ListConferencesRequest(), options)).Conferences.Any(conference => conference.Number == Number));
        }

        return opened;
    }

    /// <summary>
    /// Waits until the province's first MCU leads and its standby follows: that is the one which rooms call. A busy machine may have
    /// changed them round.
    /// </summary>
    public Task LeadAsync() => AnswerAsync(DemoTier.Province, async options =>
    {
        using var first = new ServerLink([new Uri($"http://{DemoTier.Province.Grpc}")], call.Environment);
        ShowHaResponse group = await first.Failover.ShowAsync(new ShowHaRequest(), options);
        if (group.Leader == DemoTier.Standby.Node)
        {
            using var second = new ServerLink([new Uri($"http://{DemoTier.Standby.Grpc}")], call.Environment);
            await second.Failover.SwitchoverAsync(new SwitchoverRequest { OpId = ServerLink.NewOpId() }, options);
        }

        return IsWhole(group);
    });

    /// <summary>Whether the node that was asked leads, and all others of its group follow without lag.</summary>
    public static bool IsWhole(ShowHaResponse group) =>
        group.Role == HaRole.Active && group.Members.All(member => member.Reachable && (member.Leader || member.Witness || member is { HasLag: true, Lag: 0 }));

    private async Task AnswerAsync(DemoTier tier, Func<CallOptions, Task<bool>> isReady)
    {
        long begun = call.Environment.Time.GetTimestamp();
        while (!await IsReadyAsync(isReady))
        {
            if (province.Ended is { } ended)
            {
                throw new DemoException(Message.Of(DemoTexts.NodeEnded, ("code", ended.Code), ("output", ended.Output)));
            }

            if (call.Environment.Time.GetElapsedTime(begun) > StartLimit)
            {
                throw new DemoException(Message.Of(
                    DemoTexts.NodeSilent, ("grpc", tier.Grpc), ("seconds", StartLimit.TotalSeconds), ("output", province.Top.Output)));
            }

            await Task.Delay(Glance, call.Cancel);
        }
    }

    private async Task<bool> IsReadyAsync(Func<CallOptions, Task<bool>> isReady)
    {
        try
        {
            return await isReady(new CallOptions(deadline: DateTime.UtcNow.AddSeconds(1), cancellationToken: call.Cancel));
        }
        catch (RpcException error) when (error.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.FailedPrecondition)
        {
            return false;
        }
    }
}
