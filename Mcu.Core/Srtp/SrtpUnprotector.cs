using System.Buffers.Binary;
using Mcu.Core.Time;

namespace Mcu.Core.Srtp;

/// <summary>
/// Opens what a peer sends under one key, RTP and RTCP. Nothing is remembered of a packet before its tag has proved right (RFC 3711
/// §3.3), and one that is refused stays as it came. One thread.
/// </summary>
public sealed class SrtpUnprotector : IDisposable
{
    private readonly SrtpCipher rtp;
    private readonly SrtpCipher rtcp;
    private readonly SrtpSources sources;
    private readonly RocSearch? search;
    private long unauthentic;
    private long replayed;

    /// <summary>Takes the peer's master key of a medium.</summary>
    /// <param name="profile">The suite.</param>
    /// <param name="key">The key.</param>
    /// <param name="sources">What has come under this key before.</param>
    /// <param name="search">For a stream that is taken up in its middle; none: a new source's rollover counter is 0.</param>
    public SrtpUnprotector(SrtpProfile profile, SrtpKey key, SrtpSources sources, RocSearch? search = null)
    {
        rtp = SrtpCipher.Create(profile, key, isRtcp: false);
        rtcp = SrtpCipher.Create(profile, key, isRtcp: true);
        this.sources = sources;
        this.search = search;
    }

    /// <summary>Packets whose tag was wrong. Any thread.</summary>
    public long Unauthentic => Volatile.Read(ref unauthentic);

    /// <summary>Packets that came before, or too late to know. Any thread.</summary>
    public long Replayed => Volatile.Read(ref replayed);

    /// <summary>Opens an RTP packet in place.</summary>
    /// <param name="packet">The datagram.</param>
    /// <param name="now">The present.</param>
    /// <param name="length">Bytes of the RTP packet.</param>
    public SrtpError Unprotect(Span<byte> packet, Instant now, out int length)
    {
        length = 0;
        if (!SrtpHeader.TryMeasure(packet, out int headerLength) || packet.Length < headerLength + rtp.Overhead)
        {
            return SrtpError.Malformed;
        }

        uint ssrc = BinaryPrimitives.ReadUInt32BigEndian(packet[8..]);
        SrtpSources.Source source = sources.Find(ssrc);
        ulong index = source.Index.Extend(BinaryPrimitives.ReadUInt16BigEndian(packet[2..]));
        if (index < PacketIndex.Wrap || !source.Rtp.IsNew(index))
        {
            replayed++;
            return SrtpError.Replayed;
        }

        if (!TryOpen(ssrc, ref index, source, packet, headerLength, now, out length))
        {
            unauthentic++;
            return SrtpError.Unauthentic;
        }

        source.Index.Advance(index);
        source.Rtp.Add(index);
        sources.Keep(source, ssrc, now);
        search?.End();
        return SrtpError.None;
    }

    /// <summary>Opens an RTCP compound in place.</summary>
    /// <param name="packet">The datagram.</param>
    /// <param name="now">The present.</param>
    /// <param name="length">Bytes of the compound.</param>
    public SrtpError UnprotectRtcp(Span<byte> packet, Instant now, out int length)
    {
        length = 0;
        if (!SrtpHeader.IsRtcp(packet) || packet.Length < SrtpHeader.RtcpLength + rtcp.Overhead)
        {
            return SrtpError.Malformed;
        }

        uint ssrc = BinaryPrimitives.ReadUInt32BigEndian(packet[4..]);
        SrtpSources.Source source = sources.Find(ssrc);
        uint index = rtcp.ReadRtcpIndex(packet, out bool isEncrypted);
        if (!isEncrypted)
        {
            return SrtpError.NotEncrypted;
        }

        if (!source.Rtcp.IsNew(index))
        {
            replayed++;
            return SrtpError.Replayed;
        }

        if (!rtcp.TryOpen(ssrc, index, packet, SrtpHeader.RtcpLength, out length))
        {
            unauthentic++;
            return SrtpError.Unauthentic;
        }

        source.Rtcp.Add(index);
        sources.Keep(source, ssrc, now);
        return SrtpError.None;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        rtp.Dispose();
        rtcp.Dispose();
    }

    private bool TryOpen(
        uint ssrc, ref ulong index, SrtpSources.Source source, Span<byte> packet, int headerLength, Instant now, out int length)
    {
        if (TryOpen(ssrc, index, packet, headerLength, out length))
        {
            return true;
        }

        if (source.Index.HasBegun)
        {
            return false;
        }

        // The first packets may be lost, and the sequence have wrapped since.
        ulong last = search?.TryBegin(now) == true ? RocSearch.Highest : 1;
        for (ulong rollover = 1; rollover <= last; rollover++)
        {
            index += PacketIndex.Wrap;
            if (TryOpen(ssrc, index, packet, headerLength, out length))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryOpen(uint ssrc, ulong index, Span<byte> packet, int headerLength, out int length) =>
        rtp.TryOpen(ssrc, index - PacketIndex.Wrap, packet, headerLength, out length);
}
