namespace Mcu.Tests.Sdp;

/// <summary>Offers as real rooms and programs send them; written for these tests after what such peers were seen to send.</summary>
internal static class SdpSamples
{
    /// <summary>baresip 1.0.0: every codec it was built with, both H.264 modes, AVP with feedback.</summary>
    public const string Baresip = """
        v=0
        o=- 546792926 264534865 IN IP4 127.0.0.1
        s=-
        c=IN IP4 127.0.0.1
        t=0 0
        a=tool:baresip 1.0.0
        m=audio 35190 RTP/AVP 0 8 9 96 101
        b=AS:128
        a=rtpmap:0 PCMU/8000
        a=rtpmap:8 PCMA/8000
        a=rtpmap:9 G722/8000
        a=rtpmap:96 opus/48000/2
        a=fmtp:96 stereo=1;sprop-stereo=1
        a=rtpmap:101 telephone-event/8000
        a=fmtp:101 0-15
        a=sendrecv
        a=label:1
        a=rtcp-rsize
        a=ssrc:1175988271 cname:sip:alice@127.0.0.1
        a=minptime:20
        a=ptime:20
        m=video 35110 RTP/AVP 96 97 34 99 100
        b=AS:3968
        a=rtpmap:96 H264/90000
        a=fmtp:96 packetization-mode=0;profile-level-id=42e01f
        a=rtpmap:97 H264/90000
        a=fmtp:97 packetization-mode=1;profile-level-id=42e01f
        a=rtpmap:34 H263/90000
        a=fmtp:34 CIF=1;CIF4=1
        a=rtpmap:99 H265/90000
        a=fmtp:99 profile-id=1
        a=rtpmap:100 VP8/90000
        a=fmtp:100 max-fs=3600
        a=sendrecv
        a=label:2
        a=rtcp-rsize
        a=ssrc:1848903207 cname:sip:alice@127.0.0.1
        a=framerate:25.00
        a=rtcp-fb:* nack pli
        a=content:main
        """;

    /// <summary>linphone: mode 0 only, feedback on plain AVP, telephone-event at two rates, TMMBR.</summary>
    public const string Linphone = """
        v=0
        o=hanoi 3724 1180 IN IP4 192.168.1.20
        s=Talk
        c=IN IP4 192.168.1.20
        b=AS:1500
        t=0 0
        a=rtcp-xr:rcvr-rtt=all:10000 stat-summary=loss,dup,jitt,TTL voip-metrics
        m=audio 7078 RTP/AVP 96 8 0 101 97
        a=rtpmap:96 opus/48000/2
        a=fmtp:96 useinbandfec=1; maxaveragebitrate=24000; maxplaybackrate=16000
        a=rtpmap:101 telephone-event/48000
        a=rtpmap:97 telephone-event/8000
        a=rtcp-fb:* trr-int 1000
        a=rtcp-fb:* ccm tmmbr
        m=video 9078 RTP/AVP 96 97
        a=rtpmap:96 VP8/90000
        a=rtpmap:97 H264/90000
        a=fmtp:97 profile-level-id=42801F
        a=rtcp-fb:* trr-int 1000
        a=rtcp-fb:* ccm tmmbr
        a=rtcp-fb:96 nack pli
        a=rtcp-fb:96 nack sli
        a=rtcp-fb:96 ack rpsi
        a=rtcp-fb:96 ccm fir
        a=rtcp-fb:97 nack pli
        a=rtcp-fb:97 ccm fir
        """;

    /// <summary>A Poly X30: content lines, BFCP on UDP, far-end camera control, forward error correction.</summary>
    public const string PolyX30 = """
        v=0
        o=PolyX30 1706168900 0 IN IP4 10.20.0.30
        s=-
        c=IN IP4 10.20.0.30
        b=AS:4096
        t=0 0
        m=audio 49152 RTP/AVP 115 9 8 0 118
        a=rtpmap:115 G7221/32000
        a=fmtp:115 bitrate=48000
        a=rtpmap:9 G722/8000
        a=rtpmap:8 PCMA/8000
        a=rtpmap:0 PCMU/8000
        a=rtpmap:118 telephone-event/8000
        a=fmtp:118 0-15
        a=sendrecv
        m=video 49154 RTP/AVP 109 110 111 96
        b=TIAS:3840000
        a=rtpmap:109 H264/90000
        a=fmtp:109 profile-level-id=640029; packetization-mode=1; max-mbps=245760; max-fs=8192; sar-supported=13; max-br=4000
        a=rtpmap:110 H264/90000
        a=fmtp:110 profile-level-id=428029; packetization-mode=1; max-mbps=245760; max-fs=8192; sar-supported=13
        a=rtpmap:111 H264/90000
        a=fmtp:111 profile-level-id=428029; packetization-mode=0; max-mbps=245760; max-fs=8192
        a=rtpmap:96 H263-1998/90000
        a=fmtp:96 CIF4=2;CIF=1;QCIF=1
        a=sendrecv
        a=rtcp-fb:* ccm fir tmmbr
        a=rtcp-fb:* nack pli
        a=content:main
        a=label:11
        m=application 49160 RTP/AVP 100
        a=rtpmap:100 H224/4800
        m=video 49156 RTP/AVP 109 111
        a=rtpmap:109 H264/90000
        a=fmtp:109 profile-level-id=428029; packetization-mode=1; max-mbps=245760; max-fs=8192
        a=rtpmap:111 H264/90000
        a=fmtp:111 profile-level-id=428029
        a=content:slides
        a=label:12
        m=application 49158 UDP/BFCP *
        a=floorctrl:c-s
        a=setup:actpass
        a=connection:new
        """;

    /// <summary>A Cisco SX10: slides line first in the alphabet of labels, level without asymmetry, RTCP at its own port.</summary>
    public const string CiscoSx10 = """
        v=0
        o=tandberg 1 2 IN IP4 10.30.0.10
        s=-
        c=IN IP4 10.30.0.10
        b=AS:1920
        t=0 0
        m=audio 2338 RTP/AVP 107 108 109 9 8 0 101
        b=TIAS:128000
        a=rtpmap:107 MP4A-LATM/90000
        a=fmtp:107 profile-level-id=25;object=23;bitrate=128000
        a=rtpmap:108 opus/48000/2
        a=rtpmap:109 G7221/16000
        a=rtpmap:9 G722/8000
        a=rtpmap:101 telephone-event/8000
        a=fmtp:101 0-15
        a=sendrecv
        m=video 2340 RTP/AVP 97 126 96
        b=TIAS:1920000
        a=rtpmap:97 H264/90000
        a=fmtp:97 profile-level-id=428014;max-br=1920;max-mbps=108000;max-fs=3600;max-smbps=108000;max-fps=6000
        a=rtpmap:126 H264/90000
        a=fmtp:126 profile-level-id=428014;packetization-mode=1;max-br=1920;max-mbps=108000;max-fs=3600
        a=rtpmap:96 H261/90000
        a=rtcp-fb:* nack pli
        a=rtcp-fb:* ccm fir
        a=rtcp-fb:* ccm tmmbr
        a=rtcp:2345
        a=sendrecv
        a=content:main
        a=label:11
        m=application 5070 UDP/BFCP *
        a=floorctrl:c-s
        a=floorid:2 mstrm:12
        m=video 2342 RTP/AVP 97
        a=rtpmap:97 H264/90000
        a=content:slides
        a=label:12
        m=application 0 *
        """;

    /// <summary>A browser's shape over plain RTP, as gateways make of it: BUNDLE, ICE, rtcp-mux, rtx, many payload types.</summary>
    public const string BundledSoftphone = """
        v=0
        o=- 4611731400430051336 2 IN IP4 127.0.0.1
        s=-
        t=0 0
        a=group:BUNDLE 0 1
        a=extmap-allow-mixed
        a=msid-semantic: WMS stream
        m=audio 50000 RTP/AVPF 111 63 9 0 8 13 110 126
        c=IN IP4 172.16.0.5
        a=rtcp:9 IN IP4 0.0.0.0
        a=candidate:1467250027 1 udp 2122260223 172.16.0.5 50000 typ host generation 0
        a=ice-ufrag:7Vbf
        a=ice-pwd:Xx1s0TnD2oUlJjA7d1H1R5tX
        a=mid:0
        a=rtcp-mux
        a=rtcp-rsize
        a=rtpmap:111 opus/48000/2
        a=rtcp-fb:111 transport-cc
        a=fmtp:111 minptime=10;useinbandfec=1
        a=rtpmap:63 red/48000/2
        a=fmtp:63 111/111
        a=rtpmap:110 telephone-event/48000
        a=rtpmap:126 telephone-event/8000
        m=video 50002 RTP/AVPF 96 97 103 104 107 108 117
        c=IN IP4 172.16.0.5
        a=mid:1
        a=rtcp-mux
        a=rtpmap:96 VP8/90000
        a=rtcp-fb:96 goog-remb
        a=rtcp-fb:96 transport-cc
        a=rtcp-fb:96 ccm fir
        a=rtcp-fb:96 nack
        a=rtcp-fb:96 nack pli
        a=rtpmap:97 rtx/90000
        a=fmtp:97 apt=96
        a=rtpmap:103 H264/90000
        a=rtcp-fb:103 goog-remb
        a=rtcp-fb:103 nack
        a=rtcp-fb:103 nack pli
        a=rtcp-fb:103 ccm fir
        a=fmtp:103 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42001f
        a=rtpmap:104 rtx/90000
        a=fmtp:104 apt=103
        a=rtpmap:107 H264/90000
        a=rtcp-fb:107 nack
        a=rtcp-fb:107 nack pli
        a=fmtp:107 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f
        a=rtpmap:108 rtx/90000
        a=fmtp:108 apt=107
        a=rtpmap:117 ulpfec/90000
        """;

    /// <summary>Chromium itself: DTLS-SRTP, which plain SIP calls do not get yet.</summary>
    public const string Chromium = """
        v=0
        o=- 4611731400430051336 2 IN IP4 127.0.0.1
        s=-
        t=0 0
        a=group:BUNDLE 0
        m=audio 9 UDP/TLS/RTP/SAVPF 111
        c=IN IP4 0.0.0.0
        a=rtcp:9 IN IP4 0.0.0.0
        a=ice-ufrag:7Vbf
        a=fingerprint:sha-256 19:E2:1C:3B:4B:9F:81:E6:B8:5C:F4:A5:A8:D8:73:04:BB:05:2F:70:9F:04:A9:0E:05:E9:26:33:E8:70:88:A2
        a=setup:actpass
        a=mid:0
        a=rtcp-mux
        a=rtpmap:111 opus/48000/2
        """;

    /// <summary>SIPp: a scenario's fixed text.</summary>
    public const string Sipp = """
        v=0
        o=user1 53655765 2353687637 IN IP4 127.0.0.1
        s=-
        c=IN IP4 127.0.0.1
        t=0 0
        m=audio 6000 RTP/AVP 8 101
        a=rtpmap:8 PCMA/8000
        a=rtpmap:101 telephone-event/8000
        a=fmtp:101 0-15
        a=sendrecv
        m=video 6002 RTP/AVP 97
        b=AS:1500
        a=rtpmap:97 H264/90000
        a=fmtp:97 profile-level-id=42e01f;packetization-mode=1;max-mbps=108000;max-fs=3600
        a=rtcp-fb:* nack pli
        a=rtcp-fb:* ccm fir
        a=content:main
        a=sendrecv
        """;

    /// <summary>All of them.</summary>
    public static readonly string[] All = [Baresip, Linphone, PolyX30, CiscoSx10, BundledSoftphone, Chromium, Sipp];
}
