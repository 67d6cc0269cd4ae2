using System.Collections.Concurrent;
using System.Net;
using Mcu.Node.Net.Sip;

namespace Mcu.Tests.Net.Sip;

/// <summary>Notes what the SIP transports deliver, as text.</summary>
internal sealed class RecordingSipHandler : ISipTransportHandler
{
    public ConcurrentQueue<(byte[] Bytes, IPEndPoint Local, IPEndPoint Remote)> Datagrams { get; } = new();

    public ConcurrentQueue<(long Id, IPEndPoint Local, IPEndPoint Remote)> Opened { get; } = new();

    public ConcurrentQueue<(long Id, string Text)> Streams { get; } = new();

    public ConcurrentQueue<object?> Unsent { get; } = new();

    public ConcurrentDictionary<long, SipCloseReason> Closed { get; } = new();

    public Func<string, SipStreamState> Judge { get; init; } = _ => SipStreamState.BetweenMessages;

    public string TextOf(long id) => string.Concat(Streams.Where(part => part.Id == id).Select(part => part.Text));

    public void OnDatagram(ReadOnlySpan<byte> bytes, IPEndPoint local, IPEndPoint remote)
    {
        if (bytes.SequenceEqual("throw"u8))
        {
            throw new InvalidOperationException("on purpose");
        }

        Datagrams.Enqueue((bytes.ToArray(), local, remote));
    }

    public void OnStreamOpened(long connectionId, IPEndPoint local, IPEndPoint remote) => Opened.Enqueue((connectionId, local, remote));

    public SipStreamState OnStreamBytes(long connectionId, ReadOnlySpan<byte> bytes)
    {
        string text = System.Text.Encoding.ASCII.GetString(bytes);
        Streams.Enqueue((connectionId, text));
        return Judge(text);
    }

    public void OnSendFailed(long connectionId, object? token) => Unsent.Enqueue(token);

    public void OnStreamClosed(long connectionId, SipCloseReason reason) =>
        Assert.That(Closed.TryAdd(connectionId, reason), Is.True, "closed twice");
}
