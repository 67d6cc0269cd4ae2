using System.Net;
using Grpc.Net.Client;
using Mcu.Node.Api;
using Mcu.Node.Configuration;
using Mcu.Node.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mcu.Tests.Api;

/// <summary>The API on a real socket of the loopback, over a control that lives in memory.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private ApiServer(WebApplication app, FakeControl control, EventHistory events, string folder)
    {
        this.app = app;
        Control = control;
        Events = events;
        Folder = folder;
        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Address = new Uri(address);
        Channel = GrpcChannel.ForAddress(Address);
    }

    public FakeControl Control { get; }

    public EventHistory Events { get; }

    public string Folder { get; }

    public Uri Address { get; }

    public GrpcChannel Channel { get; }

    public static async Task<ApiServer> StartAsync(int history = 64, FakeActLog? acts = null)
    {
        var events = new EventHistory(history);
        var control = new FakeControl(events);
        string folder = Directory.CreateTempSubdirectory("mcu-api-").FullName;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IConferenceControl>(control).AddSingleton(events);
        builder.Services.AddSingleton<IActLog>(acts ?? new FakeActLog()).AddSingleton(new HaConfiguration { Group = acts is null ? null : "khanh-hoa" });
        var listen = new IPEndPoint(IPAddress.Loopback, 0);
        ApiHost.Add(builder, listen, folder);
        WebApplication built = builder.Build();
        ApiHost.Map(built);
        Assert.That(await ApiHost.TryStartAsync(built, listen, CancellationToken.None), Is.Null);
        return new ApiServer(built, control, events, folder);
    }

    /// <summary>The audit log's lines; closes the server, so that all are written.</summary>
    public async Task<string[]> AuditLinesAsync()
    {
        await app.DisposeAsync();
        return await File.ReadAllLinesAsync(Path.Combine(Folder, "audit", "audit.jsonl"));
    }

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await app.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
