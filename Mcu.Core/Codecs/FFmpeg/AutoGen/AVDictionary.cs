namespace FFmpeg.AutoGen;

/// <summary>libavutil/dict.h: used by pointer only.</summary>
public readonly struct AVDictionary;
