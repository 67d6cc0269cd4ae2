namespace Mcu.Core.Composing;

/// <summary>The language of what the compositor itself says.</summary>
public enum CaptionLanguage
{
    /// <summary>Tiếng Việt.</summary>
    Vietnamese,

    /// <summary>English.</summary>
    English,
}
