namespace FFmpeg.AutoGen;

/// <summary>libavformat/avformat.h: used by pointer only.</summary>
public readonly struct AVOutputFormat;
