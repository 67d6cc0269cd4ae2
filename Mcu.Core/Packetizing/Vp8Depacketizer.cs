using System.Diagnostics.CodeAnalysis;
using Mcu.Core.Codecs;
using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Core.Packetizing;

/// <summary>VP8 out of RTP (RFC 7741). A frame ends at a timestamp change or a marker, whichever comes first.</summary>
public sealed class Vp8Depacketizer(AccessUnitPool pool, VideoDecoderLimits limits) : IVideoDepacketizer
{
    private readonly UnitAssembler assembler = new(pool);
    private bool isKeyFrame;

    /// <inheritdoc/>
    public VideoCodec Codec => VideoCodec.Vp8;

    /// <inheritdoc/>
    public bool NeedsKeyFrame => assembler.NeedsKeyFrame;

    /// <inheritdoc/>
    public long DroppedUnits => assembler.Dropped;

    /// <inheritdoc/>
    public (int Width, int Height) Size { get; private set; }

    /// <inheritdoc/>
    public DepacketizeResult Push(in RtpPacket packet, Instant receivedAt)
    {
        if (packet.Payload.IsEmpty)
        {
            return DepacketizeResult.Ignored;
        }

        if (assembler.EndsBefore(packet.Timestamp))
        {
            assembler.Close(isKeyFrame);
        }

        if (assembler.IsLate(packet.Timestamp))
        {
            assembler.FoundLie();
            return DepacketizeResult.Late;
        }

        assembler.Touch(receivedAt);
        DepacketizeResult result = Add(packet);
        if (assembler.IsOpen && assembler.EndsAt(packet.Marker))
        {
            assembler.Close(isKeyFrame);
        }

        return result;
    }

    /// <inheritdoc/>
    public void Gap() => assembler.Break();

    /// <inheritdoc/>
    public bool TryTake([NotNullWhen(true)] out AccessUnit? unit) => assembler.TryTake(out unit);

    /// <inheritdoc/>
    public void Reset()
    {
        assembler.Reset();
        Size = default;
    }

    private DepacketizeResult Add(in RtpPacket packet)
    {
        bool isFirst = !assembler.IsOpen;
        if (isFirst)
        {
            assembler.Open(packet.Timestamp);
            isKeyFrame = false;
        }

        if (assembler.IsBroken)
        {
            return DepacketizeResult.Ignored;
        }

        if (!Vp8Descriptor.TryParse(packet.Payload, out Vp8Descriptor descriptor) || isFirst != descriptor.IsFrameStart)
        {
            assembler.Break(); // a frame without its start, or a second one under the same timestamp
            return DepacketizeResult.Malformed;
        }

        ReadOnlySpan<byte> data = packet.Payload[descriptor.Length..];
        DepacketizeResult result = isFirst ? CheckHeader(data) : DepacketizeResult.Taken;
        assembler.Append(data);
        return result;
    }

    private DepacketizeResult CheckHeader(ReadOnlySpan<byte> data)
    {
        if (!Vp8FrameHeader.TryParse(data, out Vp8FrameHeader header))
        {
            assembler.Break();
            return DepacketizeResult.Malformed;
        }

        isKeyFrame = header.IsKeyFrame;
        if (header.Width > limits.MaxWidth || header.Height > limits.MaxHeight)
        {
            assembler.Break();
            return DepacketizeResult.TooLarge;
        }

        Size = isKeyFrame ? (header.Width, header.Height) : Size;
        return DepacketizeResult.Taken;
    }
}
