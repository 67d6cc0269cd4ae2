namespace Mcu.Node.Texts;

/// <summary>The languages that operators read.</summary>
public enum Language
{
    Vietnamese,
    English,
}
