using System.Text;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;

namespace Mcu.Tests.Sip;

public sealed class DtmfInfoTests
{
    [TestCase("application/dtmf-relay", "Signal=5\r\nDuration=160\r\n", '5', 160)]
    [TestCase("application/dtmf-relay", "signal = #\n", '#', 0)]
    [TestCase("application/dtmf-relay", "Signal=10\r\nDuration=x", '*', 0)]
    [TestCase("application/dtmf", "a", 'A', 0)]
    public void TryRead_Key_IsRead(string type, string body, char key, int milliseconds)
    {
        Assert.That(DtmfInfo.TryRead(new SipBody(type, Encoding.ASCII.GetBytes(body)), out char read, out TimeSpan duration), Is.True);
        Assert.That((read, duration), Is.EqualTo((key, TimeSpan.FromMilliseconds(milliseconds))));
    }

    [TestCase("application/dtmf-relay", "")]
    [TestCase("application/dtmf-relay", "Signal=55")]
    [TestCase("application/dtmf-relay", "Duration=5")]
    [TestCase("application/dtmf", "!")]
    [TestCase("text/plain", "5")]
    public void TryRead_NoKey_IsNone(string type, string body) =>
        Assert.That(DtmfInfo.TryRead(new SipBody(type, Encoding.ASCII.GetBytes(body)), out _, out _), Is.False);
}
