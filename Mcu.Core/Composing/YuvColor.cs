namespace Mcu.Core.Composing;

/// <summary>A color in 8 bit limited range: luma 16 to 235, chroma 16 to 240 around 128.</summary>
public readonly record struct YuvColor(byte Y, byte U, byte V);
