using System.Text;

namespace Mcu.Node.Pki;

/// <summary>
/// What an authority ever issued: a text of one line each, only ever added to. A certificate is entered before its files are written, so
/// none exists that the index does not know; the last line of a node tells its certificate of now, those above are superseded. While it is
/// open for entries, nobody else can make any.
/// </summary>
internal sealed class PkiIndex : IDisposable
{
    private const string Head = """
        # Chứng thư đã cấp; chỉ ghi thêm. Dòng cuối của mỗi máy là chứng thư hiện hành, các dòng trên đã bị thay.
        # Certificates issued; only added to. A node's last line is its certificate of now, those above are superseded.
        # time  action  node  serial  valid from  valid until  hosts

        """;

    private readonly FileStream file;
    private readonly List<PkiIndexEntry> entries;
    private string beforeNext;

    private PkiIndex(FileStream file, Content content)
    {
        this.file = file;
        entries = content.Entries;
        beforeNext = content.LastLineIsOpen ? "\n" : "";
        file.Position = content.Bytes;
    }

    /// <summary>All entries, oldest first.</summary>
    public IReadOnlyList<PkiIndexEntry> Entries => entries;

    /// <summary>Makes an empty index.</summary>
    public static void Create(string path) => PkiFolder.Write(path, Head, DurableFiles.Open);

    /// <summary>Reads an index.</summary>
    /// <exception cref="PkiException">It cannot be read.</exception>
    public static IReadOnlyList<PkiIndexEntry> Read(string path) => Parse(path, PkiFolder.Read(path)).Entries;

    /// <summary>Opens an index for entries.</summary>
    /// <exception cref="PkiException">It cannot be read, or another process has it open.</exception>
    public static PkiIndex Open(string path)
    {
        FileStream opened = PkiFolder.Try(path, name => new FileStream(name, FileMode.Open, FileAccess.ReadWrite, FileShare.None));
        try
        {
            using var reader = new StreamReader(opened, Encoding.UTF8, leaveOpen: true);
            return new PkiIndex(opened, Parse(path, PkiFolder.Try(path, _ => reader.ReadToEnd())));
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>The certificate of now of a node; null when it has none.</summary>
    public PkiIndexEntry? Find(string nodeId) =>
        entries.FindLast(entry => string.Equals(entry.NodeId, nodeId, StringComparison.Ordinal));

    /// <summary>Adds an entry; it is on disk when this returns.</summary>
    /// <exception cref="PkiException">It cannot be written.</exception>
    public void Add(PkiIndexEntry entry)
    {
        PkiFolder.Try(file.Name, _ =>
        {
            file.SetLength(file.Position);
            file.Write(Encoding.UTF8.GetBytes($"{beforeNext}{entry.ToLine()}\n"));
            file.Flush(flushToDisk: true);
            return entry;
        });
        beforeNext = "";
        entries.Add(entry);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    /// <summary>
    /// A last line without its end that cannot be read is what a crash left of an entry whose certificate was never made: the next entry
    /// takes its place. One that can be read lost its end in an editor.
    /// </summary>
    private static Content Parse(string path, string text)
    {
        List<PkiIndexEntry> found = [];
        int start = 0;
        for (int number = 1; start < text.Length; number++)
        {
            int end = text.IndexOf('\n', start);
            string line = text[start..(end < 0 ? text.Length : end)].Trim();
            if (PkiIndexEntry.TryParse(line, out PkiIndexEntry? entry))
            {
                found.Add(entry);
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                return end < 0
                    ? new Content(found, Encoding.UTF8.GetByteCount(text[..start]), LastLineIsOpen: false)
                    : throw new PkiException(PkiFault.IndexMalformed, $"{path}:{number}");
            }

            start = end < 0 ? text.Length : end + 1;
        }

        return new Content(found, Encoding.UTF8.GetByteCount(text), LastLineIsOpen: text.Length > 0 && text[^1] != '\n');
    }

    /// <param name="Entries">The entries.</param>
    /// <param name="Bytes">Where the next one goes.</param>
    /// <param name="LastLineIsOpen">Whether the last line has no end.</param>
    private sealed record Content(List<PkiIndexEntry> Entries, int Bytes, bool LastLineIsOpen);
}
