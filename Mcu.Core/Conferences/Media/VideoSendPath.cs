using System.Buffers.Binary;
using Mcu.Core.Buffers;
using Mcu.Core.Packetizing;
using Mcu.Core.Randomness;
using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Core.Conferences.Media;

/// <summary>
/// One site's picture on its way out: headers on its own continuous RTP line, pacing, retransmission. The video loop
/// hands pictures over (<see cref="Offer"/>), the receive loop lost sequence numbers (<see cref="OnNack"/>); everything
/// else happens on the pacer loop's thread (<see cref="Send"/>).
/// </summary>
public sealed class VideoSendPath
{
    private const int BatchSize = 32;

    private readonly SpscRing<SharedPicture> pictures = new(64);
    private readonly SpscRing<int> nacks = new(256);
    private readonly RetransmissionCache sent;
    private readonly PacketBuffer[] batch = new PacketBuffer[BatchSize];
    private readonly PictureWriter writer;
    private readonly Pacer pacer;
    private readonly PacketPool pool;
    private readonly IDatagramSender sender;
    private readonly byte payloadType;
    private long octets;
    private long packets;
    private long retransmissions;
    private long sentPictures;
    private volatile int roundTripMs = 50;
    private int keyFrameWanted;
    private volatile bool closed;
    private volatile bool isHeld;
    private bool ended;
    private int target;
    private int appliedTarget;
    private bool hasBegun;
    private bool offersBroken; // the video loop's own: a picture was left out, and those after refer to it
    private bool sendsBroken; // the same, of the pacer loop
    private bool askedForKeyFrame;
    private bool hasSent;
    private ushort newestSent;

    /// <summary>A path for one leg.</summary>
    /// <param name="payloadType">The negotiated codec's payload type in packets to the site.</param>
    /// <param name="bitsPerSecond">What it is paced for at first.</param>
    /// <param name="line">SSRC, sequence and timestamp.</param>
    /// <param name="sender">Where packets leave.</param>
    /// <param name="pool">Where their memory comes from.</param>
    /// <param name="random">Gives the first VP8 PictureID.</param>
    /// <param name="keptPackets">Sent packets that are kept for retransmission.</param>
    public VideoSendPath(
        byte payloadType,
        int bitsPerSecond,
        RtpStreamLine line,
        IDatagramSender sender,
        PacketPool pool,
        IRandomSource random,
        int keptPackets = RetransmissionCache.UsualCapacity)
    {
        sent = new RetransmissionCache(keptPackets);
        writer = new PictureWriter(line, random);
        this.payloadType = payloadType;
        this.sender = sender;
        this.pool = pool;
        Line = line;
        pacer = new Pacer(bitsPerSecond);
        target = appliedTarget = bitsPerSecond;
    }

    /// <summary>SSRC, sequence and timestamp of its packets.</summary>
    public RtpStreamLine Line { get; }

    /// <summary>RTP payload octets sent.</summary>
    public long Octets => Volatile.Read(ref octets);

    /// <summary>RTP packets sent, retransmissions too.</summary>
    public long Packets => Volatile.Read(ref packets);

    /// <summary>Pictures sent. Any thread.</summary>
    public long Pictures => Volatile.Read(ref sentPictures);

    /// <summary>Packets sent again on request.</summary>
    public long Retransmissions => Volatile.Read(ref retransmissions);

    /// <summary>The peer, or this path after it refused pictures, needs a key frame. Any thread.</summary>
    public void RequestKeyFrame() => Volatile.Write(ref keyFrameWanted, 1);

    /// <summary>Whether a key frame is wanted; asking once answers once. Video loop's thread only.</summary>
    public bool TakeKeyFrameWanted() => Volatile.Read(ref keyFrameWanted) != 0 && Interlocked.Exchange(ref keyFrameWanted, 0) != 0;

    /// <summary>
    /// Whether its line has carried pictures, of this path or of one before it: then a picture of the past would run its
    /// timestamps backwards. Video loop's thread only.
    /// </summary>
    public bool HasBegun => hasBegun || Line.TrySnapshot(out _);

    /// <summary>Whether what it sends would go nowhere yet: views begin with it when that is over. Any thread.</summary>
    public bool IsHeld
    {
        get => isHeld;
        set => isHeld = value;
    }

    /// <summary>How the network and the encoder's rate are known to the pacer.</summary>
    public void Tune(int bitsPerSecond, TimeSpan roundTrip)
    {
        Volatile.Write(ref target, bitsPerSecond);
        roundTripMs = (int)roundTrip.TotalMilliseconds;
    }

    /// <summary>Takes a picture to send. Video loop's thread only.</summary>
    public void Offer(SharedPicture picture)
    {
        hasBegun = true;
        if (closed || (offersBroken && !picture.IsKeyFrame))
        {
            return;
        }

        picture.Hold();
        offersBroken = !pictures.TryWrite(picture);
        if (offersBroken)
        {
            picture.Release();
            RequestKeyFrame();
        }
    }

    /// <summary>The peer misses a packet. Receive loop's thread only.</summary>
    public void OnNack(ushort sequence) => nacks.TryWrite(sequence);

    /// <summary>Sends what may leave now. Pacer loop's thread only.</summary>
    public void Send(Instant now)
    {
        if (closed)
        {
            Clear();
            Volatile.Write(ref ended, true);
            return;
        }

        ApplyTarget();
        while (pictures.TryRead(out SharedPicture? picture))
        {
            Enqueue(picture);
            picture.Release();
        }

        while (nacks.TryRead(out int sequence))
        {
            Retransmit((ushort)sequence, now);
        }

        SendDue(now);
        AskForKeyFrame();
    }

    /// <summary>Whether it was closed and the pacer loop will send nothing of it any more. Any thread.</summary>
    public bool HasEnded => Volatile.Read(ref ended);

    /// <summary>Ends the path: what waits is thrown away with the next <see cref="Send"/>. Any thread.</summary>
    public void Close() => closed = true;

    private void ApplyTarget()
    {
        int wanted = Volatile.Read(ref target);
        if (wanted != appliedTarget)
        {
            appliedTarget = wanted;
            pacer.SetTarget(wanted);
        }
    }

    private void Enqueue(SharedPicture picture)
    {
        if ((sendsBroken && !picture.IsKeyFrame) || !pacer.AdmitUnit(picture.Packets.Count, picture.IsKeyFrame))
        {
            askedForKeyFrame &= !picture.IsKeyFrame; // the one that was asked for came too early
            return;
        }

        sendsBroken = !TryWrite(picture);
        askedForKeyFrame = false;
        sentPictures++;
        octets += picture.Packets.TotalLength;
    }

    private bool TryWrite(SharedPicture picture)
    {
        writer.Begin(picture.Packets, payloadType, picture.Timestamp, picture.CapturedAt);
        while (pool.TryRent(out PacketBuffer? packet))
        {
            if (!writer.TryWrite(packet))
            {
                packet.Return();
                return true;
            }

            pacer.TryEnqueue(packet); // admitted, so there is room
        }

        return false;
    }

    // Once, when there is room for it: another request would cost everybody another key frame.
    private void AskForKeyFrame()
    {
        if ((sendsBroken || pacer.NeedsKeyFrame) && pacer.Count == 0 && !askedForKeyFrame)
        {
            askedForKeyFrame = true;
            RequestKeyFrame();
        }
    }

    private void Retransmit(ushort sequence, Instant now)
    {
        RetransmissionResult result = sent.Answer(sequence, TimeSpan.FromMilliseconds(roundTripMs), now, pool, out PacketBuffer? copy);
        if (result == RetransmissionResult.Resend && !pacer.TryEnqueue(copy!))
        {
            copy!.Return();
        }

        retransmissions += result == RetransmissionResult.Resend ? 1 : 0;
    }

    private void SendDue(Instant now)
    {
        int count = 0;
        while (pacer.TryDequeue(now, out PacketBuffer? packet))
        {
            batch[count++] = packet;
            if (count == BatchSize)
            {
                SendBatch(count);
                count = 0;
            }
        }

        SendBatch(count);
    }

    private void SendBatch(int count)
    {
        if (count == 0)
        {
            return;
        }

        sender.SendMany(batch.AsSpan(0, count));
        packets += count;
        foreach (PacketBuffer packet in batch.AsSpan(0, count))
        {
            Keep(packet);
        }
    }

    // Only what was sent for the first time: the cache has the original of a retransmission, and when it was answered.
    private void Keep(PacketBuffer packet)
    {
        ushort sequence = BinaryPrimitives.ReadUInt16BigEndian(packet.Span[2..]);
        if (hasSent && (short)(sequence - newestSent) <= 0)
        {
            packet.Return();
            return;
        }

        (hasSent, newestSent) = (true, sequence);
        sent.Keep(packet);
    }

    private void Clear()
    {
        while (pictures.TryRead(out SharedPicture? picture))
        {
            picture.Release();
        }

        pacer.Clear();
        sent.Clear();
    }
}
