using Mcu.Tests.Interop;

namespace Mcu.Tests.Cascade.Processes;

/// <summary>A room played by baresip on the host of a place's rooms, in the meeting of the place's node.</summary>
internal sealed class DistantRoom : IDisposable
{
    private readonly NetworkNamespace host;
    private readonly Baresip baresip;

    /// <summary>Calls the place's node.</summary>
    public DistantRoom(Place place, CascadeNode node, string name, PeerMedia media, RoomContent content)
    {
        host = place.Rooms;
        baresip = host.Run(() => new Baresip(name, media, content, ";audio_codecs=opus/48000/2", node.Target, $"{place.RoomAddress}"));
    }

    public string Name => baresip.Name;

    public RoomContent Content => baresip.Content;

    public string Log => baresip.Log;

    /// <summary>All that it has heard so far.</summary>
    public HeardSound Heard
    {
        get
        {
            (float[] samples, int rate) = baresip.ReceivedSound();
            return new HeardSound(samples, rate);
        }
    }

    /// <summary>The picture that it receives now, as PNG.</summary>
    public byte[] ReceivedPicture() => host.Run(baresip.ReceivedPicture);

    /// <summary>Hangs up, and ends.</summary>
    public void Dispose()
    {
        if (!baresip.HasEnded)
        {
            host.Run(() =>
            {
                baresip.Command("hangup");
                return true;
            });
        }

        baresip.Dispose();
    }
}
