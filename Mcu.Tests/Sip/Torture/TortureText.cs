using System.Text;

namespace Mcu.Tests.Sip.Torture;

/// <summary>Brings RFC 4475's messages from their written form to octets.</summary>
internal static class TortureText
{
    /// <summary>The session description that most messages carry; only the address differs.</summary>
    public static string SessionOf(string address, string connection) =>
        $"v=0\no=mhandley 29739 7272939 IN IP4 {address}\ns=-\nc=IN IP4 {connection}\nt=0 0\n"
        + "m=audio 49217 RTP/AVP 0 12\nm=video 3227 RTP/AVP 31\na=rtpmap:31 LPC\n";

    public static string SessionOf(string address) => SessionOf(address, address);

    /// <summary>UTF-8 with CRLF line ends.</summary>
    public static byte[] Octets(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));

    /// <summary>The RFC's &lt;repeat&gt; (§2.3).</summary>
    public static string Repeat(int count, string text) => string.Concat(Enumerable.Repeat(text, count));
}
