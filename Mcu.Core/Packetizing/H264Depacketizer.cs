using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Mcu.Core.Codecs;
using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Core.Packetizing;

/// <summary>
/// H.264 out of RTP, packetization modes 0 and 1 (RFC 6184): single NAL units, STAP-A and FU-A. A unit ends at a
/// timestamp change or a marker, whichever comes first. Gives Annex B, with parameter sets before each key frame.
/// </summary>
public sealed class H264Depacketizer : IVideoDepacketizer
{
    private readonly UnitAssembler assembler;
    private readonly H264ParameterSets parameterSets;
    private readonly H264UnitBuilder builder;
    private readonly List<byte[]> negotiated = [];
    private bool inFragment;
    private bool skipsFragments; // of a kind that is left out

    /// <summary>A depacketizer for one SSRC.</summary>
    public H264Depacketizer(AccessUnitPool pool, VideoDecoderLimits limits)
    {
        assembler = new UnitAssembler(pool);
        parameterSets = new H264ParameterSets(limits);
        builder = new H264UnitBuilder(assembler, parameterSets);
    }

    /// <inheritdoc/>
    public VideoCodec Codec => VideoCodec.H264;

    /// <inheritdoc/>
    public bool NeedsKeyFrame => assembler.NeedsKeyFrame;

    /// <inheritdoc/>
    public long DroppedUnits => assembler.Dropped;

    /// <inheritdoc/>
    public (int Width, int Height) Size => (parameterSets.Current.Width, parameterSets.Current.Height);

    /// <summary>The sequence parameter set that came last and was good; default before one came.</summary>
    public H264Sps Sps => parameterSets.Current;

    /// <summary>Why the last sequence parameter set was refused; while it stands nothing comes out.</summary>
    public H264SpsError SpsError => parameterSets.Error;

    /// <summary>Takes a parameter set that came by SDP (sprop-parameter-sets, RFC 6184 §8.1); false when it is refused.</summary>
    public bool TryAddParameterSet(ReadOnlySpan<byte> nal)
    {
        bool isKept = TryKeep(nal);
        if (isKept)
        {
            negotiated.Add(nal.ToArray());
        }

        return isKept;
    }

    /// <inheritdoc/>
    public DepacketizeResult Push(in RtpPacket packet, Instant receivedAt)
    {
        if (packet.Payload.IsEmpty)
        {
            return DepacketizeResult.Ignored;
        }

        if (assembler.EndsBefore(packet.Timestamp))
        {
            EndUnit();
        }

        bool isLate = assembler.IsLate(packet.Timestamp);
        if (isLate && !H264UnitBuilder.IsParameterSet(packet.Payload))
        {
            return TakeLate(packet.Payload);
        }

        if (!isLate && !assembler.IsOpen)
        {
            assembler.Open(packet.Timestamp);
            builder.Begin();
        }

        assembler.Touch(receivedAt);
        DepacketizeResult result = Unpack(packet.Payload);
        if (assembler.IsOpen && assembler.EndsAt(packet.Marker) && builder.HasPicture)
        {
            EndUnit();
        }

        return result;
    }

    /// <inheritdoc/>
    public void Gap()
    {
        inFragment = false;
        assembler.Break();
        builder.SuspectHead();
    }

    /// <inheritdoc/>
    public bool TryTake([NotNullWhen(true)] out AccessUnit? unit) => assembler.TryTake(out unit);

    /// <inheritdoc/>
    public void Reset()
    {
        assembler.Reset();
        parameterSets.Clear();
        negotiated.ForEach(nal => TryKeep(nal)); // SDP speaks for whatever stream comes
        builder.Begin();
        inFragment = false;
    }

    private bool TryKeep(ReadOnlySpan<byte> nal) => !nal.IsEmpty && H264NalType.Of(nal[0]) switch
    {
        H264NalType.Sps => parameterSets.TryKeepSequence(nal),
        H264NalType.Pps => parameterSets.TryKeepPicture(nal),
        _ => false,
    };

    private void EndUnit()
    {
        if (inFragment)
        {
            inFragment = false;
            assembler.Break();
        }

        builder.End();
    }

    // A delimiter or filler behind the marker is no harm; a slice means that the unit was given out incomplete.
    private DepacketizeResult TakeLate(ReadOnlySpan<byte> payload)
    {
        if (!H264UnitBuilder.MayHoldSlice(payload))
        {
            return DepacketizeResult.Ignored;
        }

        assembler.FoundLie();
        return DepacketizeResult.Late;
    }

    private DepacketizeResult Unpack(ReadOnlySpan<byte> payload)
    {
        int type = H264NalType.Of(payload[0]);
        if (inFragment && type != H264NalType.FuA)
        {
            inFragment = false; // its end never came
            assembler.Break();
        }

        return type switch
        {
            0 or > 29 => DepacketizeResult.Ignored,
            <= H264NalType.LastSingle => builder.AddNal(payload),
            H264NalType.StapA => UnpackAggregate(payload[1..]),
            H264NalType.FuA => UnpackFragment(payload),
            _ => DepacketizeResult.Unsupported,
        };
    }

    private DepacketizeResult UnpackAggregate(ReadOnlySpan<byte> rest)
    {
        DepacketizeResult result = DepacketizeResult.Taken;
        while (rest.Length >= 2)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(rest);
            if (length == 0 || length > rest.Length - 2)
            {
                return Malformed();
            }

            DepacketizeResult one = builder.AddNal(rest.Slice(2, length));
            result = one == DepacketizeResult.Ignored ? result : one;
            rest = rest[(2 + length)..];
        }

        return result;
    }

    // FU-A (RFC 6184 §5.8). S and E in one packet are against the RFC but harmless: a whole NAL unit.
    private DepacketizeResult UnpackFragment(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < 3)
        {
            return Malformed();
        }

        bool isStart = (payload[1] & 0x80) != 0;
        if (!isStart && !inFragment)
        {
            return assembler.IsBroken ? DepacketizeResult.Ignored : Malformed(); // the rest of what was lost, or bogus
        }

        if (isStart)
        {
            BeginFragments(payload);
        }
        else if (!skipsFragments)
        {
            assembler.Append(payload[2..]);
        }

        inFragment = (payload[1] & 0x40) == 0;
        return inFragment || skipsFragments ? DepacketizeResult.Taken : builder.EndFragments();
    }

    private void BeginFragments(ReadOnlySpan<byte> payload)
    {
        if (inFragment)
        {
            assembler.Break(); // the end of the one before never came
        }

        var header = (byte)((payload[0] & 0xE0) | (payload[1] & 0x1F));
        skipsFragments = !builder.TryBeginFragments(header, payload[2..]);
    }

    private DepacketizeResult Malformed()
    {
        inFragment = false;
        assembler.Break();
        return DepacketizeResult.Malformed;
    }
}
