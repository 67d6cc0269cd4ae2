using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Mcu.Cascade.Consensus.Raft;

/// <summary>What members say to one another. A frame: length of what follows (4 bytes), kind, body; numbers are big-endian.</summary>
internal enum RaftMessage : byte
{
    /// <summary>A connection's first: version (4), the caller's lineage, its id.</summary>
    Hello = 1,

    /// <summary>Would you vote for me: my term, my last index, its term. Answered by <see cref="RaftReply"/>.</summary>
    PreVote = 2,

    /// <summary>Vote for me: term, my last index, its term.</summary>
    Vote = 3,

    /// <summary>The leader's word: term, previous index, its term, committed index, entries.</summary>
    Append = 4,

    /// <summary>All that the log began with: term, index, its term, version of the member list, the list, the snapshot.</summary>
    Snapshot = 5,

    /// <summary>A <see cref="RaftReply"/>.</summary>
    Reply = 6,
}

/// <summary>The answer to any request.</summary>
/// <param name="Term">The answerer's.</param>
/// <param name="Value">DotNext's result: a vote, or how entries were taken.</param>
/// <param name="LastIndex">The end of the answerer's log.</param>
/// <param name="Heard">The request counts as the leader's word: the answerer will not vote for anybody else for the time it promised.</param>
internal readonly record struct RaftReply(long Term, byte Value, long LastIndex, bool Heard)
{
    private const int Bytes = 4 + 1 + 8 + 1 + 8 + 1;
    private const byte OvertakenValue = 0xFF;

    /// <summary>Whether the asker is of a lineage that is over; the answerer's is <see cref="Term"/>.</summary>
    public bool IsOvertaken => Value == OvertakenValue;

    /// <summary>Tells a caller of the newer lineage.</summary>
    public static RaftReply Overtaken(ulong lineage) => new((long)lineage, OvertakenValue, LastIndex: 0, Heard: false);

    /// <summary>A frame.</summary>
    public byte[] Write()
    {
        byte[] frame = new byte[Bytes];
        BinaryPrimitives.WriteInt32BigEndian(frame, Bytes - 4);
        frame[4] = (byte)RaftMessage.Reply;
        BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(5), Term);
        frame[13] = Value;
        BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(14), LastIndex);
        frame[22] = Heard ? (byte)1 : (byte)0;
        return frame;
    }

    /// <summary>Reads a frame without its length.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static RaftReply Read(ReadOnlySpan<byte> body) =>
        body.Length == Bytes - 4 && body[0] == (byte)RaftMessage.Reply
            ? new RaftReply(
                BinaryPrimitives.ReadInt64BigEndian(body[1..]), body[9], BinaryPrimitives.ReadInt64BigEndian(body[10..]), body[18] != 0)
            : throw new InvalidDataException("not a reply");
}

/// <summary>Writes a frame.</summary>
internal sealed class RaftFrame
{
    /// <summary>The length and the kind.</summary>
    public const int HeadBytes = 5;

    private readonly ArrayBufferWriter<byte> writer = new(256);
    private byte[]? frame;

    /// <summary>Begins one.</summary>
    public RaftFrame(RaftMessage kind)
    {
        Number32(0); // the length
        writer.Write([(byte)kind]);
    }

    /// <summary>Bytes so far.</summary>
    public int Length => writer.WrittenCount;

    /// <summary>A greeting.</summary>
    public static RaftFrame Hello(string self, ulong lineage)
    {
        var hello = new RaftFrame(RaftMessage.Hello);
        hello.Number32(RaftLimits.Version);
        hello.Number((long)lineage);
        hello.Raw(Encoding.UTF8.GetBytes(self));
        return hello;
    }

    /// <summary>Adds a number of 8 bytes.</summary>
    public void Number(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(writer.GetSpan(sizeof(long)), value);
        writer.Advance(sizeof(long));
    }

    /// <summary>Adds a number of 4 bytes.</summary>
    public void Number32(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(writer.GetSpan(sizeof(int)), value);
        writer.Advance(sizeof(int));
    }

    /// <summary>Adds a flag.</summary>
    public void Flag(bool value) => writer.Write([value ? (byte)1 : (byte)0]);

    /// <summary>Adds bytes without their length.</summary>
    public void Raw(ReadOnlySpan<byte> bytes) => writer.Write(bytes);

    /// <summary>The frame; nothing is added afterwards.</summary>
    public ReadOnlyMemory<byte> Finish()
    {
        frame ??= writer.WrittenSpan.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(frame, frame.Length - 4);
        return frame;
    }
}

/// <summary>Reads a frame's body.</summary>
internal ref struct RaftBody(ReadOnlyMemory<byte> bytes)
{
    private int at;

    /// <summary>What is left.</summary>
    public readonly ReadOnlyMemory<byte> Rest => bytes[at..];

    /// <summary>A number of 8 bytes.</summary>
    public long Number() => BinaryPrimitives.ReadInt64BigEndian(Take(sizeof(long)).Span);

    /// <summary>A number of 4 bytes.</summary>
    public int Number32() => BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int)).Span);

    /// <summary>A flag.</summary>
    public bool Flag() => Take(1).Span[0] != 0;

    /// <summary>Some bytes.</summary>
    /// <exception cref="InvalidDataException">There are not so many.</exception>
    public ReadOnlyMemory<byte> Take(int count)
    {
        if (count < 0 || count > bytes.Length - at)
        {
            throw new InvalidDataException("a frame that is too short");
        }

        at += count;
        return bytes.Slice(at - count, count);
    }
}
