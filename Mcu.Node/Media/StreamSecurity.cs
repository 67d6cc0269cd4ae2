using Mcu.Core.Buffers;
using Mcu.Core.Rtp;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Srtp;
using Mcu.Core.Time;

namespace Mcu.Node.Media;

/// <summary>
/// The ciphers of one medium of a call (SRTP). Each belongs to one thread: what protects RTP to the audio or the pacer loop, the rest
/// to the receive loop; the control loop makes it, changes the peer's key and disposes of it when no loop uses it any more.
/// </summary>
public sealed class StreamSecurity : IDisposable
{
    private readonly NegotiatedSrtp agreed;
    private SrtpUnprotector opener;
    private SrtpUnprotector? nextOpener;
    private SrtpKey remoteKey; // the control loop's own, as are the sources that came under it
    private SrtpSources sources;
    private long refused;

    private StreamSecurity(NegotiatedSrtp agreed, RtpStreamLine line, SrtpSources sources, RocSearch? search)
    {
        this.agreed = agreed;
        this.sources = sources;
        remoteKey = agreed.RemoteKey;
        Rtp = new SrtpProtector(agreed.Profile, agreed.LocalKey, line);
        Rtcp = new SrtcpProtector(agreed.Profile, agreed.LocalKey, line);
        opener = new SrtpUnprotector(agreed.Profile, agreed.RemoteKey, sources, search);
    }

    /// <summary>Protects RTP. The audio loop's or the pacer loop's thread.</summary>
    public SrtpProtector Rtp { get; }

    /// <summary>Protects RTCP. Receive loop's thread.</summary>
    public SrtcpProtector Rtcp { get; }

    /// <summary>Packets that were refused: forged, replayed or malformed. Any thread.</summary>
    public long Refused => Volatile.Read(ref refused);

    /// <summary>The ciphers of what was agreed; none when that is in the clear.</summary>
    /// <param name="agreed">Suite and keys.</param>
    /// <param name="line">What we send.</param>
    /// <param name="before">Those of the leg before this one in the same call: under the same key the peer's packets count on.</param>
    /// <param name="isAdopted">Whether the call was another node's: the peer's rollover counter is not known.</param>
    public static StreamSecurity? Of(NegotiatedSrtp? agreed, RtpStreamLine line, StreamSecurity? before = null, bool isAdopted = false)
    {
        if (agreed is null)
        {
            return null;
        }

        bool goesOn = before is not null && before.agreed.Suite == agreed.Suite && before.remoteKey == agreed.RemoteKey;
        RocSearch? search = isAdopted || (before is not null && !goesOn) ? new RocSearch() : null;
        return new StreamSecurity(agreed, line, goesOn ? before!.sources : new SrtpSources(), search);
    }

    /// <summary>Whether it serves a session too: the same suite and our same key. The peer's key may differ.</summary>
    public bool Fits(NegotiatedSrtp? session) => session is not null && session.Suite == agreed.Suite && session.LocalKey == agreed.LocalKey;

    /// <summary>Takes the peer's key of a session that fits. Control loop's thread.</summary>
    public void TakeRemoteKey(NegotiatedSrtp session)
    {
        if (session.RemoteKey == remoteKey)
        {
            return;
        }

        // Most begin at a rollover counter of 0 with a new key; the search finds those that count on.
        (remoteKey, sources) = (session.RemoteKey, new SrtpSources());
        var fresh = new SrtpUnprotector(session.Profile, remoteKey, sources, new RocSearch());
        Interlocked.Exchange(ref nextOpener, fresh)?.Dispose();
    }

    /// <summary>Opens a datagram in place; false when it is not the peer's. Receive loop's thread.</summary>
    public bool TryOpen(PacketBuffer datagram, bool isRtcp, Instant now)
    {
        AdoptKey();
        Span<byte> bytes = datagram.Bytes.AsSpan(0, datagram.Length);
        SrtpError error = isRtcp ? opener.UnprotectRtcp(bytes, now, out int length) : opener.Unprotect(bytes, now, out length);
        if (error != SrtpError.None)
        {
            refused++;
            return false;
        }

        datagram.Length = length;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Rtp.Dispose();
        Rtcp.Dispose();
        opener.Dispose();
        nextOpener?.Dispose();
    }

    private void AdoptKey()
    {
        if (Volatile.Read(ref nextOpener) is not null && Interlocked.Exchange(ref nextOpener, null) is { } next)
        {
            opener.Dispose();
            opener = next;
        }
    }
}
