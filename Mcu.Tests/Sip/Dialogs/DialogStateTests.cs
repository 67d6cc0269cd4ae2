using System.Text.Json;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Dialogs;

namespace Mcu.Tests.Sip.Dialogs;

public sealed class DialogStateTests
{
    [Test]
    public void Serialize_DialogOfACall_ReadsBackTheSame()
    {
        var bench = new AgentBench();
        SipCall call = bench.Establish("Record-Route: <sip:p1.example;lr>\nAllow: UPDATE\nSupported: timer\nSession-Expires: 90;refresher=uac\n");
        call.Dialog!.SdpVersion = 7;
        string written = JsonSerializer.Serialize(call.Dialog);
        DialogState read = JsonSerializer.Deserialize<DialogState>(written)!;

        Assert.That(JsonSerializer.Serialize(read), Is.EqualTo(written));
        Assert.That((read.CallId, read.LocalTag, read.RemoteTag), Is.EqualTo(("call-1", call.LocalTag, "peer")));
        Assert.That((read.RemoteCSeq, read.RemoteTarget, read.SessionInterval), Is.EqualTo(((uint?)1, "sip:peer@192.0.2.9:5060", 90u)));
        Assert.That((read.Transport, read.LocalAddress, read.RemoteAddress), Is.EqualTo((SipTransport.Udp, "192.0.2.1:5060", "192.0.2.9:5060")));
        Assert.That(read.RouteSet, Is.EqualTo(new[] { "<sip:p1.example;lr>" }));
        Assert.That((read.IsCaller, read.PeerAllowsUpdate, read.WeRefresh, read.SdpVersion), Is.EqualTo((false, true, false, 7ul)));
        Assert.That(read.LocalDescription, Is.EqualTo("v=0 answer"u8.ToArray()));
    }
}
