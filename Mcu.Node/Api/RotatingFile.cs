using System.Text;

namespace Mcu.Node.Api;

/// <summary>
/// Appends lines to <c>NAME.jsonl</c>; when that is full it becomes <c>NAME.1.jsonl</c>, the older ones move up, and the oldest
/// is deleted. One writer; each line is on the way to the disk before the call returns.
/// </summary>
internal sealed class RotatingFile(string folder, string name, long maxBytes, int keep) : IDisposable
{
    private FileStream? stream;

    /// <summary>Appends one line.</summary>
    /// <exception cref="IOException">The disk is full or the folder is gone; the next call tries again from the start.</exception>
    public void Append(string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line + "\n");
        try
        {
            if (stream is { Length: > 0 } && stream.Length + bytes.Length > maxBytes)
            {
                Rotate();
            }

            stream ??= Open();
            stream.Write(bytes);
            stream.Flush();
        }
        catch (IOException)
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stream?.Dispose();
        stream = null;
    }

    private FileStream Open()
    {
        Directory.CreateDirectory(folder);
        return new FileStream(PathOf(0), FileMode.Append, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0);
    }

    private void Rotate()
    {
        Dispose();
        for (int i = keep; i > 0; i--)
        {
            if (File.Exists(PathOf(i - 1)))
            {
                File.Move(PathOf(i - 1), PathOf(i), overwrite: true);
            }
        }
    }

    private string PathOf(int age) => Path.Combine(folder, age == 0 ? $"{name}.jsonl" : $"{name}.{age}.jsonl");
}
