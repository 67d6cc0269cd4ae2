using System.Reflection;

namespace Mcu.Tests.Configuration;

/// <summary>docker/mcu.sample.yaml of the source tree that these tests were built from.</summary>
internal static class SampleFile
{
    public static string Path
    {
        get
        {
            DirectoryInfo? folder = new(System.IO.Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!);
            while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Mcu.sln")))
            {
                folder = folder.Parent;
            }

            Assert.That(folder, Is.Not.Null, "the tests run outside their source tree");
            return System.IO.Path.Combine(folder!.FullName, "docker", "mcu.sample.yaml");
        }
    }

    /// <summary>The text with its example of conferences in force.</summary>
    public static string WithExample()
    {
        IEnumerable<string> lines = File.ReadLines(Path)
            .Where(line => line is not "conferences: []")
            .Select(line => line is "#conferences:" || line.StartsWith("#  ", StringComparison.Ordinal) ? line[1..] : line);
        return string.Join('\n', lines.Where(line => !line.TrimStart().StartsWith("mcu ", StringComparison.Ordinal)));
    }
}
