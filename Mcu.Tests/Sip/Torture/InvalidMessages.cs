using static Mcu.Tests.Sip.Torture.TortureText;

namespace Mcu.Tests.Sip.Torture;

/// <summary>RFC 4475 §3.1.2: messages that break the syntax, first half.</summary>
internal static class InvalidMessages
{
    /// <summary>§3.1.2.1</summary>
    public static readonly byte[] ExtraneousSeparators = Octets("""
        INVITE sip:user@example.com SIP/2.0
        To: sip:j.user@example.com
        From: sip:caller@example.net;tag=134161461246
        Max-Forwards: 7
        Call-ID: badinv01.0ha0isndaksdjasdf3234nas
        CSeq: 8 INVITE
        Via: SIP/2.0/UDP 192.0.2.15;;,;,,
        Contact: "Joe" <sip:joe@example.org>;;;;
        Content-Length: 152
        Content-Type: application/sdp


        """ + SessionOf("192.0.2.15"));

    /// <summary>§3.1.2.2</summary>
    public static readonly byte[] ContentLengthTooLarge = Octets("""
        INVITE sip:user@example.com SIP/2.0
        Max-Forwards: 80
        To: sip:j.user@example.com
        From: sip:caller@example.net;tag=93942939o2
        Contact: <sip:caller@hungry.example.net>
        Call-ID: clerr.0ha0isndaksdjweiafasdk3
        CSeq: 8 INVITE
        Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bK-39234-23523
        Content-Type: application/sdp
        Content-Length: 9999


        """ + SessionOf("192.0.2.155"));

    /// <summary>§3.1.2.3</summary>
    public static readonly byte[] NegativeContentLength = Octets("""
        INVITE sip:user@example.com SIP/2.0
        Max-Forwards: 254
        To: sip:j.user@example.com
        From: sip:caller@example.net;tag=32394234
        Call-ID: ncl.0ha0isndaksdj2193423r542w35
        CSeq: 0 INVITE
        Via: SIP/2.0/UDP 192.0.2.53;branch=z9hG4bKkdjuw
        Contact: <sip:caller@example53.example.net>
        Content-Type: application/sdp
        Content-Length: -999


        """ + SessionOf("192.0.2.53"));

    /// <summary>§3.1.2.4</summary>
    public static readonly byte[] RequestScalarsOverflow = Octets($$"""
        REGISTER sip:example.com SIP/2.0
        Via: SIP/2.0/TCP host129.example.com;branch=z9hG4bK342sdfoi3
        To: <sip:user@example.com>
        From: <sip:user@example.com>;tag=239232jh3
        CSeq: 36893488147419103232 REGISTER
        Call-ID: scalar02.23o0pd9vanlq3wnrlnewofjas9ui32
        Max-Forwards: 300
        Expires: 1{{Repeat(100, "0")}}
        Contact: <sip:user@host129.example.com>
          ;expires=280297596632815
        Content-Length: 0


        """);

    /// <summary>§3.1.2.5</summary>
    public static readonly byte[] ResponseScalarsOverflow = Octets("""
        SIP/2.0 503 Service Unavailable
        Via: SIP/2.0/TCP host129.example.com;branch=z9hG4bKzzxdiwo34sw;received=192.0.2.129
        To: <sip:user@example.com>
        From: <sip:other@example.net>;tag=2easdjfejw
        CSeq: 9292394834772304023312 OPTIONS
        Call-ID: scalarlg.noase0of0234hn2qofoaf0232aewf2394r
        Retry-After: 949302838503028349304023988
        Warning: 1812 overture "In Progress"
        Content-Length: 0


        """);

    /// <summary>§3.1.2.6</summary>
    public static readonly byte[] UnterminatedQuote = Octets("""
        INVITE sip:user@example.com SIP/2.0
        To: "Mr. J. User <sip:j.user@example.com>
        From: sip:caller@example.net;tag=93334
        Max-Forwards: 10
        Call-ID: quotbal.aksdj
        Contact: <sip:caller@host59.example.net>
        CSeq: 8 INVITE
        Via: SIP/2.0/UDP 192.0.2.59:5050;branch=z9hG4bKkdjuw39234
        Content-Type: application/sdp
        Content-Length: 152


        """ + SessionOf("192.0.2.15"));

    /// <summary>§3.1.2.7</summary>
    public static readonly byte[] BracketedRequestUri = Octets("""
        INVITE <sip:user@example.com> SIP/2.0
        To: sip:user@example.com
        From: sip:caller@example.net;tag=39291
        Max-Forwards: 23
        Call-ID: ltgtruri.1@192.0.2.5
        CSeq: 1 INVITE
        Via: SIP/2.0/UDP 192.0.2.5
        Contact: <sip:caller@host5.example.net>
        Content-Type: application/sdp
        Content-Length: 159


        """ + SessionOf("192.0.2.5").Replace("t=0 0", "t=3149328700 0", StringComparison.Ordinal));

    /// <summary>§3.1.2.8</summary>
    public static readonly byte[] SpaceInRequestUri = Octets("""
        INVITE sip:user@example.com; lr SIP/2.0
        To: sip:user@example.com;tag=3xfe-9921883-z9f
        From: sip:caller@example.net;tag=231413434
        Max-Forwards: 5
        Call-ID: lwsruri.asdfasdoeoi2323-asdfwrn23-asd834rk423
        CSeq: 2130706432 INVITE
        Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKkdjuw2395
        Contact: <sip:caller@host1.example.net>
        Content-Type: application/sdp
        Content-Length: 159


        """ + SessionOf("192.0.2.1").Replace("t=0 0", "t=3149328700 0", StringComparison.Ordinal));

    /// <summary>§3.1.2.9</summary>
    public static readonly byte[] SpacesInStartLine = Octets("""
        INVITE  sip:user@example.com  SIP/2.0
        Max-Forwards: 8
        To: sip:user@example.com
        From: sip:caller@example.net;tag=8814
        Call-ID: lwsstart.dfknq234oi243099adsdfnawe3@example.com
        CSeq: 1893884 INVITE
        Via: SIP/2.0/UDP host1.example.com;branch=z9hG4bKkdjuw3923
        Contact: <sip:caller@host1.example.net>
        Content-Type: application/sdp
        Content-Length: 150


        """ + SessionOf("192.0.2.1"));

    /// <summary>§3.1.2.10: two spaces end the Request-Line.</summary>
    public static readonly byte[] SpaceAfterVersion = Octets("""
        OPTIONS sip:remote-target@example.com SIP/2.0{}
        Via: SIP/2.0/TCP host1.examle.com;branch=z9hG4bK299342093
        To: <sip:remote-target@example.com>
        From: <sip:local-resource@example.com>;tag=329429089
        Call-ID: trws.oicu34958239neffasdhr2345r
        Accept: application/sdp
        CSeq: 238923 OPTIONS
        Max-Forwards: 70
        Content-Length: 0


        """.Replace("{}", "  ", StringComparison.Ordinal));
}
