namespace Mcu.Core.Composing.Captions;

/// <summary>Captions cannot be drawn, for lack of a font; the message says which file and which package has it.</summary>
public sealed class CaptionException(string message) : Exception(message);
