using Microsoft.Win32.SafeHandles;

namespace Mcu.Core.Codecs.Opus;

/// <summary>Owns a libopus decoder: 48 kHz, mono (it mixes stereo down).</summary>
internal sealed class OpusDecoderHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>Makes a decoder.</summary>
    public OpusDecoderHandle()
        : base(ownsHandle: true)
    {
        SetHandle(LibOpus.DecoderCreate(48000, 1, out int error));
        if (error != LibOpus.OpusOk)
        {
            throw new CodecException($"libopus makes no decoder: error {error}.");
        }
    }

    /// <summary>The decoder; the handle must outlive its use.</summary>
    public nint Pointer => handle;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        LibOpus.DecoderDestroy(handle);
        return true;
    }
}
