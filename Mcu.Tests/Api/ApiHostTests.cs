using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Reflection.V1Alpha;
using Mcu.Node.Api;
using Mcu.Node.Control;
using Mcu.Node.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mcu.Tests.Api;

/// <summary>Listening, reflection, health.</summary>
public sealed class ApiHostTests
{
    [Test]
    public async Task TryStart_PortInUse_NamesAddressKeyAndWhatToDo()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var listen = (IPEndPoint)taken.LocalEndpoint;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IConferenceControl>(new FakeControl(new EventHistory())).AddSingleton(new EventHistory());
        ApiHost.Add(builder, listen, Path.GetTempPath());
        await using WebApplication app = builder.Build();
        Message? failure = await ApiHost.TryStartAsync(app, listen, CancellationToken.None);
        Assert.That(failure!.In(Language.English), Does.Contain($"{listen}").And.Contain("grpc.listen").And.Contain("ss -lntup"));
    }

    [Test]
    public async Task Health_ControlLoopAnswers_IsServing()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        HealthCheckResponse health = await new Health.HealthClient(server.Channel).CheckAsync(new HealthCheckRequest());
        Assert.That(health.Status, Is.EqualTo(HealthCheckResponse.Types.ServingStatus.Serving));
    }

    [Test]
    public async Task Reflection_ListServices_HasOurs()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using AsyncDuplexStreamingCall<ServerReflectionRequest, ServerReflectionResponse> call =
            new ServerReflection.ServerReflectionClient(server.Channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" });
        Assert.That(await call.ResponseStream.MoveNext(CancellationToken.None), Is.True);
        IEnumerable<string> names = call.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name);
        Assert.That(names, Is.SupersetOf(new[] { "mcu.v1.ConferenceService", "mcu.v1.NodeService", "grpc.health.v1.Health" }));
    }
}
