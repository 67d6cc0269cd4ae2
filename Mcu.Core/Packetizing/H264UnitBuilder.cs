namespace Mcu.Core.Packetizing;

/// <summary>
/// Writes NAL units into the unit under way, puts parameter sets before key frames, and knows whether what it has is a
/// picture and whether decoding can start with it.
/// </summary>
internal sealed class H264UnitBuilder(UnitAssembler assembler, H264ParameterSets parameterSets)
{
    private static readonly byte[] StartCode = [0, 0, 0, 1];

    private bool isKeyFrame;
    private bool hasSequenceSet;
    private bool hasPictureSet;
    private bool headIsSuspect;
    private int fragmentsAt;

    /// <summary>Whether the unit has a slice.</summary>
    public bool HasPicture { get; private set; }

    /// <summary>Whether a payload is a parameter set by itself: it may follow its unit's marker, and is kept.</summary>
    public static bool IsParameterSet(ReadOnlySpan<byte> payload) =>
        H264NalType.Of(payload[0]) is H264NalType.Sps or H264NalType.Pps;

    /// <summary>Whether a payload that came after its unit's end may hold a part of the picture.</summary>
    public static bool MayHoldSlice(ReadOnlySpan<byte> payload)
    {
        int type = H264NalType.Of(payload[0]);
        type = type == H264NalType.FuA && payload.Length > 1 ? H264NalType.Of(payload[1]) : type;
        type = type == H264NalType.StapA && payload.Length > 3 ? H264NalType.Of(payload[3]) : type;
        return H264NalType.IsVcl(type);
    }

    /// <summary>A new unit begins.</summary>
    public void Begin() => HasPicture = isKeyFrame = hasSequenceSet = hasPictureSet = false;

    /// <summary>Packets before the next one are lost: the next unit may lack its first slices.</summary>
    public void SuspectHead() => headIsSuspect = true;

    /// <summary>The unit ends.</summary>
    public void End()
    {
        if (!HasPicture)
        {
            assembler.Discard();
            return;
        }

        if (parameterSets.Error != H264SpsError.None)
        {
            assembler.Break();
        }

        assembler.Close(isKeyFrame);
    }

    /// <summary>Adds a whole NAL unit.</summary>
    public DepacketizeResult AddNal(ReadOnlySpan<byte> nal)
    {
        int type = H264NalType.Of(nal[0]);
        if ((nal[0] & 0x80) != 0)
        {
            assembler.Break(); // forbidden_zero_bit: somebody on the way saw damage
            return DepacketizeResult.Malformed;
        }

        switch (type)
        {
            case H264NalType.Sps or H264NalType.Pps:
                return AddParameterSet(type, nal);
            case H264NalType.Sei:
                isKeyFrame |= H264Sei.HasRecoveryPoint(nal);
                break;
            case not (>= H264NalType.Slice and <= H264NalType.IdrSlice):
                return DepacketizeResult.Ignored; // delimiters, fillers, layers that we do not decode
            default:
                BeginSlice(type, nal[1..]);
                break;
        }

        Write(nal);
        return DepacketizeResult.Taken;
    }

    /// <summary>Begins a NAL unit that comes in fragments; false when it is of a kind that is left out.</summary>
    public bool TryBeginFragments(byte header, ReadOnlySpan<byte> first)
    {
        int type = H264NalType.Of(header);
        if (type is 0 or > H264NalType.Pps)
        {
            return false;
        }

        if (H264NalType.IsVcl(type))
        {
            BeginSlice(type, first);
        }

        fragmentsAt = (assembler.Unit?.Length ?? 0) + StartCode.Length;
        Write([header]);
        assembler.Append(first);
        return true;
    }

    /// <summary>The last fragment has come.</summary>
    public DepacketizeResult EndFragments()
    {
        if (assembler.Unit is not { } unit || fragmentsAt >= unit.Length)
        {
            return DepacketizeResult.Taken;
        }

        ReadOnlySpan<byte> nal = unit.Span[fragmentsAt..];
        int type = H264NalType.Of(nal[0]);
        return type is H264NalType.Sps or H264NalType.Pps ? Keep(type, nal) : DepacketizeResult.Taken;
    }

    private DepacketizeResult AddParameterSet(int type, ReadOnlySpan<byte> nal)
    {
        DepacketizeResult result = Keep(type, nal);
        if (result == DepacketizeResult.Taken)
        {
            Write(nal);
        }

        return result;
    }

    private DepacketizeResult Keep(int type, ReadOnlySpan<byte> nal)
    {
        bool isSequence = type == H264NalType.Sps;
        bool isKept = isSequence ? parameterSets.TryKeepSequence(nal) : parameterSets.TryKeepPicture(nal);
        if (isKept)
        {
            hasSequenceSet |= isSequence;
            hasPictureSet |= !isSequence;
            return DepacketizeResult.Taken;
        }

        assembler.Break();
        bool isBomb = isSequence && parameterSets.Error is H264SpsError.TooLarge or H264SpsError.TooManyFrames;
        return isBomb ? DepacketizeResult.TooLarge : DepacketizeResult.Malformed;
    }

    private void BeginSlice(int type, ReadOnlySpan<byte> sliceHeader)
    {
        if (HasPicture)
        {
            isKeyFrame |= type == H264NalType.IdrSlice;
            return;
        }

        HasPicture = true;
        isKeyFrame |= type == H264NalType.IdrSlice;

        // first_mb_in_slice, a ue(v), is 0 exactly when the first bit is 1: then nothing of the picture is before it.
        if (headIsSuspect && (sliceHeader.IsEmpty || (sliceHeader[0] & 0x80) == 0))
        {
            assembler.Break();
        }

        headIsSuspect = false;
        if (isKeyFrame)
        {
            WriteParameterSets();
        }
    }

    private void WriteParameterSets()
    {
        if (!parameterSets.AreComplete)
        {
            assembler.Break();
            return;
        }

        for (int i = 0; !hasSequenceSet && i < parameterSets.Sequence.Count; i++)
        {
            Write(parameterSets.Sequence[i]);
        }

        for (int i = 0; !hasPictureSet && i < parameterSets.Picture.Count; i++)
        {
            Write(parameterSets.Picture[i]);
        }
    }

    private void Write(ReadOnlySpan<byte> nal)
    {
        assembler.Append(StartCode);
        assembler.Append(nal);
    }
}
