using Microsoft.Win32.SafeHandles;

namespace Mcu.Core.Codecs.Opus;

/// <summary>Owns a libopus encoder: 48 kHz, mono.</summary>
internal sealed class OpusEncoderHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>Makes an encoder.</summary>
    public OpusEncoderHandle(OpusApplication application)
        : base(ownsHandle: true)
    {
        SetHandle(LibOpus.EncoderCreate(48000, 1, (int)application, out int error));
        if (error != LibOpus.OpusOk)
        {
            throw new CodecException($"libopus makes no encoder for {application}: error {error}.");
        }
    }

    /// <summary>The encoder; the handle must outlive its use.</summary>
    public nint Pointer => handle;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        LibOpus.EncoderDestroy(handle);
        return true;
    }
}
