using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using FFmpeg.AutoGen;

namespace Mcu.Tests.Codecs.FFmpeg;

/// <summary>
/// Our declarations against the C compiler's reading of the installed headers. Skipped, with a reason, where there is no
/// compiler or there are no headers.
/// </summary>
public sealed class LayoutTests
{
    private static readonly Type[] Structures =
    [
        typeof(AVFrame), typeof(AVPacket), typeof(AVCodecContext), typeof(AVCodecParameters), typeof(AVStream),
        typeof(AVFormatContext), typeof(AVIOContext), typeof(AVChannelLayout), typeof(AVRational), typeof(AVBufferRef),
        typeof(AVDictionaryEntry),
    ];

    private static readonly Type[] Enumerations =
    [
        typeof(AVCodecID), typeof(AVPixelFormat), typeof(AVSampleFormat), typeof(AVMediaType), typeof(AVPictureType),
        typeof(AVDiscard), typeof(AVColorRange),
    ];

    [Test]
    public void Declarations_AgainstTheInstalledHeaders_SizesOffsetsAndNumbersAgree()
    {
        Dictionary<string, long> ours = Ours();
        Dictionary<string, long> theirs = AskCompiler(ours.Keys);
        Assert.That(theirs, Is.EquivalentTo(ours));
    }

    private static Dictionary<string, long> Ours()
    {
        Dictionary<string, long> values = new(StringComparer.Ordinal);
        foreach (Type type in Structures)
        {
            values[$"sizeof({type.Name})"] = type.StructLayoutAttribute!.Size;
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public))
            {
                values[$"offsetof({type.Name}, {field.Name})"] = field.GetCustomAttribute<FieldOffsetAttribute>()!.Value;
                int size = SizeOf(field.FieldType);
                values[$"sizeof((({type.Name}*)0)->{field.Name})"] = size;
            }
        }

        foreach (object value in Enumerations.SelectMany(type => Enum.GetValues(type).Cast<object>()))
        {
            values[value.ToString()!] = Convert.ToInt64(value);
        }

        foreach (FieldInfo constant in typeof(ffmpeg).GetFields().Where(field => field.IsLiteral))
        {
            values[constant.Name] = Convert.ToInt64(constant.GetRawConstantValue());
        }

        return values;
    }

    private static int SizeOf(Type type) =>
        type.IsPointer ? IntPtr.Size
        : type.IsEnum ? sizeof(int)
        : type.StructLayoutAttribute is { Size: > 0 } layout && !type.IsPrimitive ? layout.Size
        : Marshal.SizeOf(type);

    private static Dictionary<string, long> AskCompiler(IEnumerable<string> expressions)
    {
        string folder = Directory.CreateTempSubdirectory("layout").FullName;
        try
        {
            string lines = string.Concat(expressions.Select(text => $"printf(\"%s=%lld\\n\", \"{text}\", (long long)({text}));\n"));
            string source = Path.Combine(folder, "layout.c");
            File.WriteAllText(source, $$"""
                #include <errno.h>
                #include <stddef.h>
                #include <stdio.h>
                #include <libavcodec/avcodec.h>
                #include <libavformat/avformat.h>
                #include <libswscale/swscale.h>
                int main(void) {
                {{lines}}
                return 0; }
                """);
            string program = Path.Combine(folder, "layout");
            if (Run("gcc", "-w", source, "-o", program) is not { Code: 0 })
            {
                Assert.Ignore("No gcc, or no FFmpeg headers (libavformat-dev, libswscale-dev): the layout was not compared.");
            }

            return Run(program)!.Value.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split('='))
                .ToDictionary(pair => pair[0], pair => long.Parse(pair[1]), StringComparer.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (int Code, string Output)? Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
