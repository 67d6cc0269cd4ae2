namespace FFmpeg.AutoGen;

/// <summary>libavcodec/codec.h: used by pointer only.</summary>
public readonly struct AVCodec;
