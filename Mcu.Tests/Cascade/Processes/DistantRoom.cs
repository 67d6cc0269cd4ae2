using Mcu.Tests.Interop;

namespace Mcu.Tests.Cascade.Processes;

/// <summary>A room played by baresip on the host of a place's rooms, in the meeting of the place's node.</summary>
internal sealed class DistantRoom : IDisposable
{
    private static readonly TimeSpan GoodbyeLimit = TimeSpan.FromMilliseconds(500);

    private readonly NetworkNamespace host;
    private readonly Baresip baresip;
    private bool isFrozen;

    /// <summary>Calls a node.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="node">Whom it calls.</param>
    /// <param name="name">Its SIP user.</param>
    /// <param name="media">What there is to send.</param>
    /// <param name="content">What it sends.</param>
    /// <param name="account">More account parameters, each after a semicolon.</param>
    /// <param name="transport">What carries its SIP.</param>
    public DistantRoom(Place place, CascadeNode node, string name, PeerMedia media, RoomContent content, string account = "", string transport = "udp")
    {
        host = place.Rooms;
        baresip = host.Run(() => new Baresip(
            name, media, content, $";audio_codecs=opus/48000/2{account}", $"{node.Target};transport={transport}", $"{place.RoomAddress}"));
    }

    public string Name => baresip.Name;

    public RoomContent Content => baresip.Content;

    public string Log => baresip.Log;

    /// <summary>Whether its call has ended, by whomever.</summary>
    public bool HasLostItsCall => baresip.HasEnded || baresip.HasLogged("terminated") || baresip.HasLogged("session closed") || baresip.HasLogged("BYE sip:");

    /// <summary>All that it has heard so far.</summary>
    public HeardSound Heard => HeardSince(TimeSpan.Zero);

    /// <summary>How much it has heard so far.</summary>
    public TimeSpan HeardLength => baresip.ReceivedLength;

    /// <summary>What it has heard since a moment, which is the beginning of what is returned.</summary>
    public HeardSound HeardSince(TimeSpan since)
    {
        (float[] samples, int rate) = baresip.ReceivedSound(since);
        return new HeardSound(samples, rate);
    }

    /// <summary>The picture that it receives now, as PNG.</summary>
    public byte[] ReceivedPicture() => host.Run(baresip.ReceivedPicture);

    /// <summary>It stands still, and answers nothing.</summary>
    public void Freeze()
    {
        isFrozen = true;
        baresip.Freeze();
    }

    /// <summary>It goes on as if nothing had been.</summary>
    public void Thaw()
    {
        isFrozen = false;
        baresip.Thaw();
    }

    /// <summary>Hangs up, and ends.</summary>
    public void Dispose()
    {
        if (!baresip.HasEnded && !isFrozen)
        {
            host.Run(() =>
            {
                baresip.Command("hangup");
                return SpinWait.SpinUntil(() => baresip.HasBeenLetGo, GoodbyeLimit); // by TCP it may have to connect first
            });
        }

        baresip.Dispose();
    }
}
