using System.Text;
using static Mcu.Tests.Sip.Torture.TortureText;

namespace Mcu.Tests.Sip.Torture;

/// <summary>RFC 4475 §3.1.1.7 and §3.1.1.11: long values, and a body of octets.</summary>
internal static class LargeMessages
{
    /// <summary>The signature in §3.1.1.11's second body part.</summary>
    private const string Signature =
        "MIIBUgYJKoZIhvcNAQcCoIIBQzCCAT8CAQExCTAHBgUrDgMCGjALBgkqhkiG9w0BBwExggEgMIIB"
        + "HAIBATB8MHAxCzAJBgNVBAYTAlVTMRMwEQYDVQQIEwpDYWxpZm9ybmlhMREwDwYDVQQHEwhTYW4g"
        + "Sm9zZTEOMAwGA1UEChMFc2lwaXQxKTAnBgNVBAsTIFNpcGl0IFRlc3QgQ2VydGlmaWNhdGUgQXV0"
        + "aG9yaXR5AggBlQBxAjMBEzAHBgUrDgMCGjANBgkqhkiG9w0BAQEFAASBgI70ZvlI8FIt0uWXjp2V"
        + "quny/hWgZllxYpLo2iqo2DUKaM7/rjy9K/8Wdd3VZI5ZPdZHKPJiIPfpQXSeMw2aFe2r25PRDEIQ"
        + "LntyidKcwMmuLvvHwM/5Fy87An5PwCfhVG3ktqo6uz5mzMtd1sZLg4MUnLjm/xgtlE/le2W8mdAF";

    // The case of each name and the white space before its colon, as the RFC has them.
    private static readonly string[] ViaNames =
    [
        "Via:", "v:", "V:", "Via:", "ViA:", "VIa:", "VIA:", "via:", "viA:", "vIa:", "vIA:", "V : ", "v : ", "V  :", "v  :", "Via :", "Via  :",
    ];

    /// <summary>§3.1.1.7</summary>
    public static readonly byte[] LongValues = Octets(
        "INVITE sip:user@example.com SIP/2.0\n"
        + $"To: \"I have a user name of {Repeat(10, "extreme")} proportion\"<sip:user@example.com:6000"
        + $";unknownparam1=very{Repeat(20, "long")}value;longparam{Repeat(25, "name")}=shortvalue"
        + $";very{Repeat(25, "long")}ParameterNameWithNoValue>\n"
        + $"F: sip:{Repeat(5, "amazinglylongcallername")}@example.net;tag=12{Repeat(50, "982")}424"
        + $";unknownheaderparam{Repeat(20, "name")}=unknowheaderparam{Repeat(15, "value")}"
        + $";unknownValueless{Repeat(10, "paramname")}\n"
        + $"Call-ID: longreq.one{Repeat(20, "really")}longcallid\n"
        + "CSeq: 3882340 INVITE\n"
        + $"Unknown-{Repeat(20, "Long")}-Name: unknown-{Repeat(20, "long")}-value;"
        + $" unknown-{Repeat(20, "long")}-parameter-name = unknown-{Repeat(20, "long")}-parameter-value\n"
        + string.Concat(Enumerable.Range(0, 33).Select(i => $"{(i < ViaNames.Length ? ViaNames[i] : "Via:")} SIP/2.0/TCP sip{33 - i}.example.com\n"))
        + $"Via: SIP/2.0/TCP host.example.com;received=192.0.2.5;branch=very{Repeat(50, "long")}branchvalue\n"
        + "Max-Forwards: 70\n"
        + $"Contact: <sip:{Repeat(5, "amazinglylongcallername")}@host5.example.net>\n"
        + "Content-Type: application/sdp\nl: 150\n\n"
        + SessionOf("192.0.2.1"));

    /// <summary>§3.1.1.11</summary>
    public static readonly byte[] MultipartBody =
    [
        .. Octets("""
            MESSAGE sip:kumiko@example.org SIP/2.0
            Via: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK-d87543-4dade06d0bdb11ee-1--d87543-;rport
            Max-Forwards: 70
            Route: <sip:127.0.0.1:5080>
            Identity: r5mwreLuyDRYBi/0TiPwEsY3rEVsk/G2WxhgTV1PF7hHuLIK0YWVKZhKv9Mj8UeXqkMVbnVq37CD+813gvYjcBUaZngQmXc9WNZSDNGCzA+fWl9MEUHWIZo1CeJebdY/XlgKeTa0Olvq0rt70Q5jiSfbqMJmQFteeivUhkMWYUA=
            Contact: <sip:fluffy@127.0.0.1:5070>
            To: <sip:kumiko@example.org>
            From: <sip:fluffy@example.com>;tag=2fb0dcc9
            Call-ID: 3d9485ad0c49859b@Zmx1ZmZ5LW1hYy0xNi5sb2NhbA..
            CSeq: 1 MESSAGE
            Content-Transfer-Encoding: binary
            Content-Type: multipart/mixed;boundary=7a9cbec02ceef655
            Date: Sat, 15 Oct 2005 04:44:56 GMT
            User-Agent: SIPimp.org/0.2.5 (curses)
            Content-Length: 553

            --7a9cbec02ceef655
            Content-Type: text/plain
            Content-Transfer-Encoding: binary

            Hello
            --7a9cbec02ceef655
            Content-Type: application/octet-stream
            Content-Transfer-Encoding: binary


            """),
        .. Convert.FromBase64String(Signature),
        .. Encoding.ASCII.GetBytes("\r\n--7a9cbec02ceef655--\r\n"),
    ];
}
