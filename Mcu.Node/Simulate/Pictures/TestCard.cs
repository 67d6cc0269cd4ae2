using Mcu.Core.Codecs;
using Mcu.Core.Composing.Captions;
using SkiaSharp;

namespace Mcu.Node.Simulate.Pictures;

/// <summary>
/// Paints one room's pictures: a color of its own, its name in large letters, a band of moving texture that costs an
/// encoder about what a room with people does, a bar that moves with each frame, and the <see cref="FrameCode"/>.
/// </summary>
internal sealed unsafe class TestCard : IDisposable
{
    private const double GoldenAngle = 137.508;
    private readonly Picture ground;
    private readonly Picture picture;
    private readonly byte[] texture;
    private readonly int room;

    /// <summary>Paints what does not move.</summary>
    public TestCard(int room, string name, int width, int height, int seed)
    {
        this.room = room;
        ground = new Picture(width, height);
        picture = new Picture(width, height);
        texture = MakeTexture(2 * width, seed + room);
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        Paint(bitmap, name, ColorOf(room));
        Convert(bitmap, ground.View);
    }

    /// <summary>The color of a room: neighbors differ much.</summary>
    public static SKColor ColorOf(int room) => SKColor.FromHsv((float)(room * GoldenAngle % 360), 62, 46 + (room % 3 * 9));

    /// <summary>Paints a frame. The picture is good until the next call.</summary>
    public PictureView Draw(int frame)
    {
        picture.CopyFrom(ground.View);
        PictureView view = picture.View;
        DrawTexture(view, frame);
        DrawBar(view, frame);
        FrameCode.Of(room, frame).Draw(view);
        return view;
    }

    /// <summary>Paints what does not move, without a code: a page. The picture is good until the next call.</summary>
    public PictureView DrawStill()
    {
        picture.CopyFrom(ground.View);
        return picture.View;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ground.Dispose();
        picture.Dispose();
    }

    private static void Paint(SKBitmap bitmap, string name, SKColor color)
    {
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(color);
        using SKTypeface? face = File.Exists(CaptionFonts.Default.Bold) ? SKTypeface.FromFile(CaptionFonts.Default.Bold) : null;
        using var font = new SKFont(face ?? SKTypeface.Default, bitmap.Height / 7f);
        float width = font.MeasureText(name);
        font.Size = Math.Min(font.Size, font.Size * bitmap.Width * 0.9f / Math.Max(1, width));
        using var paint = new SKPaint { Color = SKColors.White, IsAntialias = true };
        canvas.DrawText(name, bitmap.Width / 2f, bitmap.Height * 0.42f, SKTextAlign.Center, font, paint);
    }

    // ITU-R BT.601, which receivers assume of pictures this small.
    private static void Convert(SKBitmap bitmap, in PictureView view)
    {
        for (int y = 0; y < view.Height; y++)
        {
            for (int x = 0; x < view.Width; x++)
            {
                SKColor c = bitmap.GetPixel(x, y);
                view.Y[(y * view.StrideY) + x] = (byte)(16 + ((65.481 * c.Red) + (128.553 * c.Green) + (24.966 * c.Blue)) / 255);
                if (((x | y) & 1) == 0)
                {
                    int at = (y / 2 * view.StrideU) + (x / 2);
                    view.U[at] = (byte)(128 + ((-37.797 * c.Red) - (74.203 * c.Green) + (112 * c.Blue)) / 255);
                    view.V[at] = (byte)(128 + ((112 * c.Red) - (93.786 * c.Green) - (18.214 * c.Blue)) / 255);
                }
            }
        }
    }

    private static byte[] MakeTexture(int length, int seed)
    {
        var random = new Random(seed);
        var row = new byte[length];
        double value = 0;
        for (int i = 0; i < length; i++)
        {
            value = (value * 0.86) + (random.NextDouble() - 0.5);
            row[i] = (byte)Math.Clamp(110 + (34 * value), 40, 190);
        }

        return row;
    }

    // Each pair of rows moves at its own speed, so that motion search does not get it for nothing.
    private void DrawTexture(in PictureView view, int frame)
    {
        int from = view.Height * 5 / 8;
        int to = view.Height * 7 / 8;
        for (int y = from; y < to; y++)
        {
            int band = (y - from) / 8;
            int shift = ((frame * (1 + (band % 4))) + (band * 61)) % view.Width;
            texture.AsSpan(shift, view.Width).CopyTo(new Span<byte>(view.Y + (y * view.StrideY), view.Width));
        }
    }

    private static void DrawBar(in PictureView view, int frame)
    {
        int width = Math.Max(8, view.Width / 16) & ~1;
        int from = view.Height * 15 / 16;
        int x = frame * view.Width / 75 % (view.Width - width);
        for (int y = from; y < view.Height; y++)
        {
            new Span<byte>(view.Y + (y * view.StrideY), view.Width).Fill(40);
            new Span<byte>(view.Y + (y * view.StrideY) + x, width).Fill(225);
        }
    }
}
