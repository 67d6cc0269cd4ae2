using Mcu.Core.Codecs;

namespace Mcu.Tests.Codecs;

/// <summary>Pictures with detail and motion, and how like they are.</summary>
internal static unsafe class TestPictures
{
    /// <summary>Draws drifting waves with a moving block; equal numbers give equal pictures.</summary>
    public static void Draw(in PictureView view, int number)
    {
        for (int row = 0; row < view.Height; row++)
        {
            byte* line = view.Y + (row * view.StrideY);
            for (int column = 0; column < view.Width; column++)
            {
                bool inBlock = (uint)(column - (number * 4 % view.Width)) < 32 && (uint)(row - 16) < 32;
                double wave = Math.Sin((column + (number * 2)) / 9.0) + Math.Cos((row - number) / 7.0);
                line[column] = inBlock ? (byte)220 : (byte)(110 + (wave * 40));
            }
        }

        for (int row = 0; row < (view.Height + 1) / 2; row++)
        {
            new Span<byte>(view.U + (row * view.StrideU), (view.Width + 1) / 2).Fill((byte)(90 + (row % 64)));
            new Span<byte>(view.V + (row * view.StrideV), (view.Width + 1) / 2).Fill((byte)(160 - (row % 48)));
        }
    }

    /// <summary>The luma's peak signal to noise ratio in dB; 99 when equal.</summary>
    public static double Psnr(in PictureView a, in PictureView b)
    {
        Assert.That((a.Width, a.Height), Is.EqualTo((b.Width, b.Height)));
        double error = 0;
        for (int row = 0; row < a.Height; row++)
        {
            for (int column = 0; column < a.Width; column++)
            {
                double difference = a.Y[(row * a.StrideY) + column] - b.Y[(row * b.StrideY) + column];
                error += difference * difference;
            }
        }

        double mean = error / ((double)a.Width * a.Height);
        return mean == 0 ? 99 : 10 * Math.Log10(255 * 255 / mean);
    }
}
