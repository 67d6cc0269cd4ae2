using Mcu.Core.Rtp;
using Mcu.Core.Sdp.Negotiation;

namespace Mcu.Node.Media;

/// <summary>All that the media engine must know to make a call's picture, or its slides.</summary>
/// <param name="Agreed">What was negotiated.</param>
/// <param name="Line">What the site sees as one continuous stream.</param>
/// <param name="MaxBitsPerSecond">The most that is sent.</param>
/// <param name="OnKeyFrameByInfo">Asks for a key frame by SIP INFO, on the receive loop's thread.</param>
public sealed record PictureRequest(NegotiatedVideo Agreed, RtpStreamLine Line, int MaxBitsPerSecond, Action OnKeyFrameByInfo)
{
    /// <summary>The ciphers of the leg before this one; none: it is the first, or was in the clear.</summary>
    public StreamSecurity? Before { get; init; }

    /// <summary>Whether the call was another node's.</summary>
    public bool IsAdopted { get; init; }
}
