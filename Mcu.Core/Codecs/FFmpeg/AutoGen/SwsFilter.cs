namespace FFmpeg.AutoGen;

/// <summary>libswscale/swscale.h: used by pointer only.</summary>
public readonly struct SwsFilter;
