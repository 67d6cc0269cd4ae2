using Mcu.Core.Composing;
using Mcu.Node.Control;

namespace Mcu.Tests.Api;

/// <summary>Things to show: a province's meeting with every state that a site can be in.</summary>
internal static class Samples
{
    public static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    private static readonly string[] Names =
    [
        "UBND tỉnh", "Nha Trang", "Cam Ranh", "Ninh Hòa", "Vạn Ninh", "Diên Khánh", "Khánh Vĩnh", "Khánh Sơn", "Cam Lâm",
        "Xã Vĩnh Phương", "Phường Vĩnh Nguyên", "Thị trấn Khánh Vĩnh", "Sở Thông tin và Truyền thông tỉnh Khánh Hòa",
        "Văn phòng UBND", "Trường Sa", "Xã Cam Thịnh Tây",
    ];

    public static NodeStatus Node { get; } = new(
        "node-1",
        "MCU tỉnh Khánh Hòa",
        "0.1.0",
        FakeControl.Morning,
        TimeSpan.FromMinutes(200),
        CpuPercent: 43.2,
        Cores: 2,
        MemoryBytes: 312_000_000,
        "5.1.6-0+deb12u1",
        "59.37.100",
        [
            new ListenerStatus(ListenerKind.Grpc, "127.0.0.1:7443"),
            new ListenerStatus(ListenerKind.SipUdp, "127.0.0.1:5060"),
            new ListenerStatus(ListenerKind.SipTcp, "127.0.0.1:5060"),
            new ListenerStatus(ListenerKind.Media, "127.0.0.1:20000-20999"),
        ],
        [new LoopStatus("audio", 0.031, 0.22, 1.7), new LoopStatus("video:khanh-hoa-1", 0.05, 0.4, 3.1)],
        Conferences: 2,
        ConnectedSites: 16,
        "/var/lib/mcu",
        DataFreeBytes: 48_200_000_000);

    public static ConferenceInfo Conference(string name, string number) => new(
        $"{NameFolding.ToSipUser(name)}-1",
        name,
        number,
        NameFolding.ToSipUser(name),
        ConferenceState.Waiting,
        Locked: false,
        new LayoutSpec.Auto(),
        new VideoSpec(1280, 720, 25, 1500),
        ConnectedSites: 0,
        TotalSites: 0,
        FakeControl.Morning);

    /// <summary>16 sites in all states, the chair on the floor, a queue, a recording.</summary>
    public static ConferenceDetails ProvinceMeeting()
    {
        SiteInfo[] sites = [.. Names.Select((name, at) => Site(name, at))];
        sites[0] = sites[0] with { Chair = true, OnFloor = true, Speaking = true };
        sites[1] = sites[1] with { HasSlides = true };
        sites[6] = sites[6] with { HasSlides = true, Presenting = true };
        sites[2] = sites[2] with { State = SiteState.SignalLost, LevelDbfs = SiteInfo.Silence };
        sites[3] = sites[3] with { Muted = true, GainDb = -6 };
        sites[4] = Site("Vạn Ninh", 4) with { State = SiteState.Expected, Uri = null, ConnectedAt = null, AudioIn = null, VideoIn = null, AudioOut = null, VideoOut = null, RttMs = null };
        sites[5] = sites[5] with { State = SiteState.Disconnected, Reason = "408 Request Timeout" };
        ConferenceInfo info = Conference("Họp giao ban tỉnh Khánh Hòa quý I", "2026") with
        {
            State = ConferenceState.Running,
            Layout = new LayoutSpec.OnePlusN(7),
            ConnectedSites = 13,
            TotalSites = 16,
            FloorSite = "UBND tỉnh",
            ChairSite = "UBND tỉnh",
            ContentSite = "Khánh Vĩnh",
            Recording = true,
            EndsAt = FakeControl.Morning.AddMinutes(90),
        };
        var floor = new FloorInfo("UBND tỉnh", FakeControl.Morning, [new FloorWaiter("Cam Ranh", FakeControl.Morning.AddMinutes(3))]);
        return new ConferenceDetails(
            info, sites, floor, new RecordingInfo("/var/lib/mcu/data/recordings/hop.mkv", "recordings/hop.mkv", FakeControl.Morning, StoppedAt: null, 123_456_789), 24.9);
    }

    public static SiteInfo Site(string name) => Site(name, at: 1);

    private static SiteInfo Site(string name, int at) => new(
        $"s{at}",
        name,
        $"sip:{NameFolding.ToSipUser(name)}@10.7.{at}.2",
        SiteState.Connected,
        SiteDirection.DialedIn,
        ConnectedAt: FakeControl.Morning.AddSeconds(at),
        AudioIn: new StreamInfo(at % 3 == 0 ? "PCMA" : "opus", 0, 0, 0, 34.2, 0.1, 3.4),
        AudioOut: new StreamInfo(at % 3 == 0 ? "PCMA" : "opus", 0, 0, 0, 33.0, 0, 0),
        VideoIn: new StreamInfo(at % 4 == 1 ? "VP8" : "H264", 1280, 720, 25.02, 1180.7, at * 0.7, 11.2),
        VideoOut: new StreamInfo("H264", 1280, 720, 25, 1502.3, 0, 0),
        RttMs: 12.4 + at,
        LevelDbfs: -23 - at,
        Srtp: at % 2 == 0 ? "AES_CM_128_HMAC_SHA1_80" : null);
}
