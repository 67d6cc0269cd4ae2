using Mcu.Core.Sdp;

namespace Mcu.Tests.Sdp;

/// <summary>Short ways to write descriptions in tests.</summary>
internal static class SdpTexts
{
    public static SessionDescription Parse(string text)
    {
        Assert.That(SessionDescription.TryParse(text, out SessionDescription? description, out SdpParseError error), Is.True, $"{error}");
        return description!;
    }

    /// <summary>An offer from 192.0.2.9 with the given lines after t=.</summary>
    public static SessionDescription Offer(params string[] lines) =>
        Parse("v=0\no=- 7 1 IN IP4 192.0.2.9\ns=-\nc=IN IP4 192.0.2.9\nt=0 0\n" + string.Join('\n', lines));

    public static SdpParseError ErrorOf(string text)
    {
        bool isParsed = SessionDescription.TryParse(text, out _, out SdpParseError error);
        Assert.That(isParsed, Is.EqualTo(error == SdpParseError.None));
        return error;
    }
}
