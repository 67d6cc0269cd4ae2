using System.Buffers.Binary;
using Mcu.Core.Codecs;

namespace Mcu.Core.Packetizing;

/// <summary>
/// Annex B into RTP payloads (RFC 6184). Mode 1: parameter sets and SEI together in a STAP-A, large NAL units in FU-A
/// fragments of equal size, so that the kernel can segment them. Mode 0: one NAL unit a packet.
/// </summary>
/// <param name="packetizationMode">0 or 1, as negotiated.</param>
/// <param name="maxPayload">Most bytes of a payload.</param>
public sealed class H264Packetizer(int packetizationMode, int maxPayload = H264Packetizer.DefaultMaxPayload) : IVideoPacketizer
{
    /// <summary>Fits every path that matters, with room for SRTP and tunnels.</summary>
    public const int DefaultMaxPayload = 1200;

    private const int FragmentHeader = 2;
    private const byte StapHeaderType = H264NalType.StapA;

    private int aggregateLength; // of the STAP-A under way, 0 when none is
    private int aggregateCount;

    /// <inheritdoc/>
    public PacketizeResult Packetize(ReadOnlySpan<byte> annexB, bool isKeyFrame, PacketizedPicture into)
    {
        into.Begin(VideoCodec.H264, isKeyFrame);
        aggregateLength = aggregateCount = 0;
        while (AnnexB.TryRead(ref annexB, out ReadOnlySpan<byte> nal))
        {
            int type = H264NalType.Of(nal[0]);
            if (type is H264NalType.AccessUnitDelimiter or H264NalType.Filler)
            {
                continue; // RTP says both already
            }

            if (nal.Length > maxPayload && packetizationMode == 0)
            {
                into.Begin(VideoCodec.H264, isKeyFrame);
                return PacketizeResult.NalTooLarge;
            }

            Add(nal, type, into);
        }

        EndAggregate(into);
        return into.Count == 0 ? PacketizeResult.Empty : PacketizeResult.Done;
    }

    private void Add(ReadOnlySpan<byte> nal, int type, PacketizedPicture into)
    {
        bool mayAggregate = packetizationMode != 0 && !H264NalType.IsVcl(type) && nal.Length + 3 <= maxPayload;
        if (mayAggregate)
        {
            Aggregate(nal, into);
            return;
        }

        EndAggregate(into);
        if (nal.Length > maxPayload)
        {
            Fragment(nal, into);
            return;
        }

        nal.CopyTo(into.Reserve(nal.Length));
        into.Commit(nal.Length);
    }

    // STAP-A (§5.7.1): one header whose NRI is the highest within, then each NAL unit after its length.
    private void Aggregate(ReadOnlySpan<byte> nal, PacketizedPicture into)
    {
        if (aggregateCount > 0 && aggregateLength + 2 + nal.Length > maxPayload)
        {
            EndAggregate(into);
        }

        Span<byte> payload = into.Reserve(maxPayload);
        if (aggregateCount++ == 0)
        {
            payload[0] = StapHeaderType;
            aggregateLength = 1;
        }

        int nri = Math.Max(payload[0] & 0x60, nal[0] & 0x60);
        payload[0] = (byte)(nri | StapHeaderType);
        BinaryPrimitives.WriteUInt16BigEndian(payload[aggregateLength..], (ushort)nal.Length);
        nal.CopyTo(payload[(aggregateLength + 2)..]);
        aggregateLength += 2 + nal.Length;
    }

    // A STAP-A of one is that NAL unit alone: leave header and length out.
    private void EndAggregate(PacketizedPicture into)
    {
        if (aggregateCount > 0)
        {
            into.Commit(aggregateLength, aggregateCount == 1 ? 3 : 0);
        }

        aggregateLength = aggregateCount = 0;
    }

    private void Fragment(ReadOnlySpan<byte> nal, PacketizedPicture into)
    {
        ReadOnlySpan<byte> rest = nal[1..];
        int room = maxPayload - FragmentHeader;
        int count = (rest.Length + room - 1) / room;
        int size = (rest.Length + count - 1) / count;
        var indicator = (byte)((nal[0] & 0xE0) | H264NalType.FuA);
        byte flags = 0x80; // S
        while (!rest.IsEmpty)
        {
            ReadOnlySpan<byte> part = rest[..Math.Min(size, rest.Length)];
            rest = rest[part.Length..];
            flags |= (byte)(rest.IsEmpty ? 0x40 : 0); // E
            Span<byte> payload = into.Reserve(FragmentHeader + part.Length);
            payload[0] = indicator;
            payload[1] = (byte)(flags | H264NalType.Of(nal[0]));
            part.CopyTo(payload[FragmentHeader..]);
            into.Commit(payload.Length);
            flags = 0;
        }
    }
}
