using Mcu.Core.Codecs;

namespace Mcu.Core.Packetizing;

/// <summary>The parameter sets of one H.264 stream, checked before any decoder sees them.</summary>
internal sealed class H264ParameterSets(VideoDecoderLimits limits)
{
    private const int MaxSpsLength = 512;
    private const int MaxPpsLength = 256;

    private readonly ParameterSetStore sequence = new(4, MaxSpsLength);
    private readonly ParameterSetStore picture = new(16, MaxPpsLength);

    /// <summary>What the last sequence parameter set said that was good.</summary>
    public H264Sps Current { get; private set; }

    /// <summary>Why the last one was refused.</summary>
    public H264SpsError Error { get; private set; }

    /// <summary>Whether pictures can be decoded: both kinds are there.</summary>
    public bool AreComplete => sequence.Count > 0 && picture.Count > 0;

    /// <summary>The sequence parameter sets.</summary>
    public ParameterSetStore Sequence => sequence;

    /// <summary>The picture parameter sets.</summary>
    public ParameterSetStore Picture => picture;

    /// <summary>Takes a sequence parameter set; false when it is refused.</summary>
    public bool TryKeepSequence(ReadOnlySpan<byte> nal)
    {
        if (sequence.Contains(nal) && Error == H264SpsError.None)
        {
            return true;
        }

        if (!H264Sps.TryParse(nal, limits, out H264Sps sps, out H264SpsError error))
        {
            Error = error;
            return false;
        }

        Error = H264SpsError.None;
        Current = sps;
        return sequence.TryKeep((uint)sps.Id, nal);
    }

    /// <summary>Takes a picture parameter set; false when it is refused.</summary>
    public bool TryKeepPicture(ReadOnlySpan<byte> nal)
    {
        if (picture.Contains(nal))
        {
            return true;
        }

        var reader = new RbspReader(nal[1..]);
        uint id = reader.ReadUnsigned();
        return !reader.IsBroken && id <= 255 && picture.TryKeep(id, nal);
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        sequence.Clear();
        picture.Clear();
        Current = default;
        Error = H264SpsError.None;
    }
}
