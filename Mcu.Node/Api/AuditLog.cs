using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Channels;

namespace Mcu.Node.Api;

/// <summary>
/// Every act of an operator: who, when, what, with what result; JSON lines in <c>audit/audit.jsonl</c> under the data folder, rotated.
/// One writer behind a bounded queue; an act waits for room in it rather than going unrecorded. When the disk fails, the meeting goes on,
/// and the loss is counted and logged.
/// </summary>
public sealed class AuditLog : IAsyncDisposable
{
    private const int FilesKept = 10;

    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Channel<AuditEntry> queue = Channel.CreateBounded<AuditEntry>(
        new BoundedChannelOptions(256) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly RotatingFile file;
    private readonly ILogger<AuditLog> logger;
    private readonly Task writing;
    private long lost;

    /// <summary>Opens the log; the file appears with the first act.</summary>
    public AuditLog(string dataFolder, ILogger<AuditLog> logger, long maxFileBytes = 10_000_000)
    {
        this.logger = logger;
        file = new RotatingFile(Path.Combine(dataFolder, "audit"), "audit", maxFileBytes, FilesKept);
        writing = Task.Run(WriteAllAsync);
    }

    /// <summary>Acts that could not be written since the start.</summary>
    public long Lost => Interlocked.Read(ref lost);

    /// <summary>Records an act; waits when the writer is behind.</summary>
    public ValueTask AddAsync(AuditEntry entry) => queue.Writer.WriteAsync(entry);

    /// <summary>Writes what is queued and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await writing;
        file.Dispose();
    }

    private async Task WriteAllAsync()
    {
        await foreach (AuditEntry entry in queue.Reader.ReadAllAsync())
        {
            try
            {
                file.Append(JsonSerializer.Serialize(entry, Format));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                Interlocked.Increment(ref lost);
                logger.LogError("Audit log: {Act} by {Operator} was not written: {Cause}", entry.Act, entry.Operator, error.Message);
            }
        }
    }
}
