using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Time;

namespace Mcu.Node.Media;

/// <summary>A call's picture, or its slides: what carries it, and who decodes it.</summary>
internal sealed record LegPicture(StreamSockets Sockets, VideoStream Stream, DecodeWorker Worker)
{
    /// <summary>Whether the receive loop and the pacer loop have let go of it.</summary>
    public bool IsQuiet => Sockets.IsQuiet && Stream.Send.HasEnded;

    /// <summary>Begins to end.</summary>
    public void Stop(MediaResources resources)
    {
        Sockets.Stop(resources.Receive);
        Stream.Send.Close();
    }

    /// <summary>Whether a conference's loops may still touch it.</summary>
    public bool IsUsedBy(ConferenceMedia conference) => conference.Uses(Stream.Send) || conference.Uses(Stream.Receive.Source);

    /// <summary>Gives back what it holds.</summary>
    public void Free(MediaResources resources, Instant now)
    {
        Stream.Receive.Clear();
        resources.Pacer.Remove(Stream.Send);
        Worker.Remove(Stream.Receive.Source);
        Sockets.Security?.Dispose();
        resources.Ports.Release(Sockets.Ports, now);
    }

    /// <summary>Whether what was agreed anew differs in addresses, directions and the peer's key only.</summary>
    public bool Fits(NegotiatedVideo? agreed) =>
        agreed is not null && Stream.Format == VideoStreamFormat.Of(agreed, Stream.ConferenceBitsPerSecond) && Sockets.Fits(agreed.Srtp);
}
