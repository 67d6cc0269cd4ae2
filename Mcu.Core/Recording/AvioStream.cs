using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FFmpeg.AutoGen;
using Mcu.Core.Codecs.FFmpeg.Handles;

namespace Mcu.Core.Recording;

/// <summary>Lets libavformat write into a <see cref="Stream"/>. What the stream throws is kept, and FFmpeg told of an I/O error.</summary>
internal sealed unsafe class AvioStream : IDisposable
{
    private const int BufferBytes = 64 * 1024;
    private const int WhenceSize = 0x10000; // AVSEEK_SIZE: asks for the length
    private const int IoError = 5; // EIO
    private readonly Stream stream;
    private readonly AvioContextHandle context;
    private GCHandle self;

    /// <summary>Takes the stream over.</summary>
    public AvioStream(Stream stream)
    {
        this.stream = stream;
        self = GCHandle.Alloc(this);
        delegate* unmanaged[Cdecl]<void*, byte*, int, int> write = &OnWrite;
        delegate* unmanaged[Cdecl]<void*, long, int, long> seek = stream.CanSeek ? &OnSeek : null;
        context = new AvioContextHandle(ffmpeg.avio_alloc_context(
            (byte*)ffmpeg.av_malloc(BufferBytes),
            BufferBytes,
            1,
            (void*)GCHandle.ToIntPtr(self),
            default,
            new avio_alloc_context_write_packet_func { Pointer = (nint)write },
            new avio_alloc_context_seek_func { Pointer = (nint)seek }));
    }

    /// <summary>What libavformat writes to.</summary>
    public AVIOContext* Context => context.Pointer;

    /// <summary>What the stream has thrown first.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Bytes handed to the stream.</summary>
    public long BytesWritten { get; private set; }

    /// <summary>Hands the operating system all that was written.</summary>
    public void Flush()
    {
        ffmpeg.avio_flush(Context);
        try
        {
            stream.Flush();
        }
        catch (IOException error)
        {
            Fail(error);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        context.Dispose();
        self.Free();
        try
        {
            stream.Dispose();
        }
        catch (IOException error)
        {
            Fail(error);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnWrite(void* opaque, byte* bytes, int count)
    {
        AvioStream target = From(opaque);
        try
        {
            target.stream.Write(new ReadOnlySpan<byte>(bytes, count));
            target.BytesWritten += count;
            return count;
        }
        catch (Exception error)
        {
            return target.Fail(error); // nothing may be thrown through native frames
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long OnSeek(void* opaque, long offset, int whence)
    {
        AvioStream target = From(opaque);
        try
        {
            return whence == WhenceSize ? target.stream.Length : target.stream.Seek(offset, (SeekOrigin)whence);
        }
        catch (Exception error)
        {
            return target.Fail(error);
        }
    }

    private static AvioStream From(void* opaque) => (AvioStream)GCHandle.FromIntPtr((nint)opaque).Target!;

    private int Fail(Exception error)
    {
        Failure ??= error;
        return ffmpeg.AVERROR(IoError);
    }
}
