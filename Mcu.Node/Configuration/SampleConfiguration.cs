namespace Mcu.Node.Configuration;

/// <summary>The sample configuration (<c>docker/mcu.sample.yaml</c>) that the program carries: every key with its default, commented.</summary>
public static class SampleConfiguration
{
    /// <summary>The whole file.</summary>
    public static string Text { get; } = Read();

    private static string Read()
    {
        using Stream stream = typeof(SampleConfiguration).Assembly.GetManifestResourceStream("mcu.sample.yaml")
            ?? throw new InvalidOperationException("the program was built without its sample configuration");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
