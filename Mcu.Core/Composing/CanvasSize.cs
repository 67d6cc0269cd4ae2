namespace Mcu.Core.Composing;

/// <summary>The size of a composed picture in luma samples; both even, as YUV 4:2:0 encoders need.</summary>
public readonly record struct CanvasSize
{
    /// <summary>Makes a size; both numbers even, 64 to 4096.</summary>
    public CanvasSize(int width, int height)
    {
        Width = Checked(width);
        Height = Checked(height);
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Width}x{Height}";

    private static int Checked(int length) => length is >= 64 and <= 4096 && int.IsEvenInteger(length)
        ? length
        : throw new ArgumentOutOfRangeException(nameof(length), length, "A canvas has even sides of 64 to 4096.");
}
