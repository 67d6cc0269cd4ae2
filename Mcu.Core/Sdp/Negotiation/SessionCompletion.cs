namespace Mcu.Core.Sdp.Negotiation;

/// <summary>The peer's answer read against our offer, line by line.</summary>
internal sealed class SessionCompletion
{
    private SdpRefusal? _lineRefusal;

    private SessionCompletion()
    {
    }

    public NegotiatedAudio? Audio { get; private set; }

    public NegotiatedVideo? Video { get; private set; }

    public NegotiatedVideo? Slides { get; private set; }

    public NegotiatedFloor? Floor { get; private set; }

    /// <summary>Why nothing of our offer was taken, or null when something was.</summary>
    public SdpRefusal? Refusal => Audio is not null || Video is not null ? null : _lineRefusal ?? Refusals.MediaType;

    public static SessionCompletion Of(SessionDescription offer, SessionDescription answer)
    {
        SessionCompletion completion = new();

        // Lines that the answer lacks count as refused; lines that it has too many are nobody's.
        for (int i = 0; i < Math.Min(offer.Media.Count, answer.Media.Count); i++)
        {
            if (offer.Media[i].Port != 0 && answer.Media[i].Port != 0)
            {
                completion.Read(offer, new RemoteLine(answer, answer.Media[i], i));
            }
        }

        return completion;
    }

    private void Read(SessionDescription offer, RemoteLine line)
    {
        MediaDescription offered = offer.Media[line.Index];
        string localAddress = (offer.ConnectionOf(offered) ?? throw new InvalidOperationException("Our offer has no c= line.")).Address;
        if (offered.IsAudio && line.Media.IsAudio)
        {
            (Audio, _, SdpRefusal? refusal) = AudioCompleter.Complete(offered, line, localAddress);
            _lineRefusal ??= refusal;
        }
        else if (offered.IsFloorControl)
        {
            Floor = FloorLine.Agree(line, offered, localAddress);
        }
        else if (LineRoles.IsSlides(offered) && line.Media.IsVideo)
        {
            (Slides, _, _) = VideoCompleter.Complete(offered, line, localAddress); // what the slides lack is no reason to end a call
        }
        else if (offered.IsVideo && line.Media.IsVideo)
        {
            (Video, _, SdpRefusal? refusal) = VideoCompleter.Complete(offered, line, localAddress);
            _lineRefusal ??= refusal;
        }
    }
}
