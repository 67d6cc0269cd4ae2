using System.Collections.Concurrent;
using Mcu.Cascade.Links;
using Mcu.Core.Buffers;
using Mcu.Core.Codecs;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Mixing;
using Mcu.Core.Packetizing;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Node.Cascade.Meetings;
using Mcu.Node.Conferences;
using Mcu.Node.Hosting;
using Mcu.Node.Loops;
using Mcu.Node.Media;
using Mcu.Tests.Harness;
using Mcu.V1;

namespace Mcu.Tests.Cascade.Meetings;

/// <summary>
/// A link between two nodes of this process without a network: messages are handed over in order, packets at once. It can be
/// cut and made whole again.
/// </summary>
internal sealed class LoopbackLink : IDisposable
{
    private readonly NodeHost parent;
    private readonly NodeHost child;
    private readonly string parentName;
    private readonly string childName;
    private readonly Medium medium = new();
    private (End Parent, End Child)? ends;

    public LoopbackLink(NodeHost parent, string parentName, NodeHost child, string childName) =>
        (this.parent, this.parentName, this.child, this.childName) = (parent, parentName, child, childName);

    /// <summary>What the child says that it can do, from the next <see cref="Connect"/> on.</summary>
    public IReadOnlyList<string> ChildCan { get; set; } = LinkProtocol.Capabilities;

    /// <summary>What the child has said since it was linked.</summary>
    public ConcurrentQueue<LinkEnvelope> Up { get; } = new();

    /// <summary>What the parent has said since it was linked.</summary>
    public ConcurrentQueue<LinkEnvelope> Down { get; } = new();

    /// <summary>Has the parent say something.</summary>
    public void SayDown(LinkEnvelope envelope) => ends!.Value.Parent.TrySend(envelope);

    public void Connect()
    {
        var above = new End(childName, parent, isParent: true, ChildCan, medium);
        var below = new End(parentName, child, isParent: false, LinkProtocol.Capabilities, medium);
        (above.Peer, below.Peer) = (below, above);
        (above.OnSent, below.OnSent) = (Down.Enqueue, Up.Enqueue);
        ends = (above, below);
        child.ControlLoop.TryPost(() => child.Meetings.Meetings.OnParentUp(below)); // first, as a link is up below before its parent says anything
        parent.ControlLoop.TryPost(() => parent.Meetings.Meetings.OnChildUp(above, MonotonicClock.Now));
    }

    public void Cut()
    {
        (End above, End below) = ends!.Value;
        (above.IsCut, below.IsCut) = (true, true);
        parent.ControlLoop.TryPost(() => parent.Meetings.OnChildDown(above, MonotonicClock.Now));
        child.ControlLoop.TryPost(() => child.Meetings.Meetings.OnParentDown(below, MonotonicClock.Now));
    }

    /// <summary>Only when both nodes have stopped.</summary>
    public void Dispose() => medium.Dispose();

    private static void Fill(PacketBuffer packet, ReadOnlySpan<byte> datagram)
    {
        datagram.CopyTo(packet.Bytes);
        packet.Length = datagram.Length;
    }

    /// <summary>Memory and threads of what passes.</summary>
    private sealed class Medium : IDisposable
    {
        public PacketPool Packets { get; } = new(4000);

        public AccessUnitPool Units { get; } = new(400);

        public FFmpegCodecFactory Codecs { get; } = new();

        public DecodeWorker Worker { get; } = new(9, new RecordingObserver());

        public ConcurrentBag<AudioReceivePath> Sounds { get; } = [];

        public void Dispose()
        {
            Worker.Dispose();
            Sounds.ToList().ForEach(sound => sound.Dispose());
        }
    }

    /// <summary>One node's end.</summary>
    private sealed class End(string peerName, NodeHost host, bool isParent, IReadOnlyList<string> peerCan, Medium medium) : IMeetingLink
    {
        private readonly OsRandom random = new();

        public End? Peer { get; set; }

        public bool IsCut { get; set; }

        public Action<LinkEnvelope>? OnSent { get; set; }

        public ControlLoop Loop => host.ControlLoop;

        public string Node => peerName;

        public string Title => peerName switch
        {
            "khanh-son" => "Khánh Sơn",
            "to-hap" => "Tô Hạp",
            _ => peerName,
        };

        public bool Can(string capability) => peerCan.Contains(capability);

        public bool TrySend(LinkEnvelope envelope)
        {
            LinkEnvelope copy = envelope.Clone();
            OnSent?.Invoke(copy);
            return !IsCut && Peer!.Loop.TryPost(() => Peer.Take(copy));
        }

        ILinkSound? IMeetingLink.OpenSound(ConferenceMedia conference, string meeting)
        {
            var here = new Sound(meeting, this, $"^{Node}");
            var there = new Sound(meeting, Peer!, $"^{Peer!.Node}");
            (here.Other, there.Other) = (there, here);
            Peer.Offer(there);
            return here;
        }

        ILinkPictureOut? IMeetingLink.OpenPicture(ConferenceMedia conference, ChannelKind kind, string meeting, uint subscription, int maxBitsPerSecond)
        {
            var there = new PictureIn(kind, meeting, subscription, medium);
            var here = new PictureOut(kind, meeting, subscription, maxBitsPerSecond, there, medium, random);
            host.Engine.Pacer.Add(here.Path);
            Peer!.Offer(there);
            return here;
        }

        public void Close(ILinkChannel channel)
        {
            switch (channel)
            {
                case PictureOut picture:
                    host.Engine.Pacer.Remove(picture.Path);
                    Peer!.Forget(picture.Other);
                    break;
                case Sound sound:
                    Peer!.Forget(sound.Other!);
                    break;
            }
        }

        private void Offer(ILinkChannel channel) => Post(() => host.Meetings.Meetings.TryAccept(this, channel, MonotonicClock.Now));

        private void Forget(ILinkChannel channel) => Post(() => host.Meetings.Meetings.OnClosed(this, channel, MonotonicClock.Now));

        private void Post(Action act)
        {
            if (!IsCut)
            {
                host.ControlLoop.TryPost(act);
            }
        }

        private void Take(LinkEnvelope envelope)
        {
            if (IsCut)
            {
                return;
            }

            if (isParent)
            {
                host.Meetings.OnChildMessage(this, envelope, MonotonicClock.Now);
            }
            else
            {
                host.Meetings.OnParentMessage(this, envelope, MonotonicClock.Now);
            }
        }

        private sealed class Sound : ILinkSound, IDatagramSender
        {
            private readonly End end;
            private readonly AudioReceivePath receive;

            public Sound(string meeting, End end, string site)
            {
                this.end = end;
                Meeting = meeting;
                receive = new AudioReceivePath(new AudioReceiveFormat(AudioCodec.Opus, PayloadTypeSet.Of([111]), 48000, PayloadTypeSet.Of([])), end.Medium.Codecs, _ => { });
                end.Medium.Sounds.Add(receive);
                Leg = new AudioLeg(
                    site, receive, new AudioSendFormat(AudioCodec.Opus, new AudioEncoderSettings(48_000, 2)), 111, new RtpStreamLine(48000, end.random), this)
                {
                    Kind = MixInputKind.Feed,
                };
            }

            public Sound? Other { get; set; }

            public ChannelKind Kind => ChannelKind.Sound;

            public string Meeting { get; }

            public uint Subscription => 0;

            public AudioLeg Leg { get; }

            public long Received => receive.Packets;

            // On the sender's audio loop, the only thread that this path is received on.
            public void Send(ReadOnlySpan<byte> datagram)
            {
                if (!end.IsCut && end.Medium.Packets.TryRent(out PacketBuffer? packet))
                {
                    Fill(packet, datagram);
                    Other!.receive.Receive(packet, MonotonicClock.Now);
                }
            }

            public void SendMany(ReadOnlySpan<PacketBuffer> packets)
            {
                foreach (PacketBuffer packet in packets)
                {
                    Send(packet.Span);
                }
            }
        }

        private Medium Medium => medium;
    }

    private sealed class PictureIn(ChannelKind kind, string meeting, uint subscription, Medium medium) : ILinkPictureIn
    {
        private readonly VideoReceivePath receive = NewPath(medium);

        public ChannelKind Kind => kind;

        public string Meeting => meeting;

        public uint Subscription => subscription;

        public VideoSource Source => receive.Source;

        public long Received => receive.Packets;

        public bool WantsKeyFrame
        {
            get
            {
                Instant now = MonotonicClock.Now;
                receive.Tick(now, TimeSpan.FromMilliseconds(1));
                return receive.TryTakeKeyFrameRequest(now);
            }
        }

        public void Receive(PacketBuffer packet) => receive.Receive(packet, MonotonicClock.Now);

        private static VideoReceivePath NewPath(Medium medium)
        {
            var source = new VideoSource(medium.Codecs, VideoCodec.H264, new VideoDecoderLimits(), medium.Worker.Wake);
            medium.Worker.Add(source);
            return new VideoReceivePath(PayloadTypeSet.Of([97]), new H264Depacketizer(medium.Units, new VideoDecoderLimits()), source);
        }
    }

    private sealed class PictureOut : ILinkPictureOut, IDatagramSender
    {
        private readonly Medium medium;

        public PictureOut(ChannelKind kind, string meeting, uint subscription, int bitsPerSecond, PictureIn other, Medium medium, OsRandom random)
        {
            (Kind, Meeting, Subscription, Other, this.medium) = (kind, meeting, subscription, other, medium);
            TargetBitsPerSecond = bitsPerSecond;
            Path = new VideoSendPath(97, bitsPerSecond, new RtpStreamLine(90_000, random), this, medium.Packets, random);
        }

        public ChannelKind Kind { get; }

        public string Meeting { get; }

        public uint Subscription { get; }

        public VideoSendPath Path { get; }

        public PictureIn Other { get; }

        public int TargetBitsPerSecond { get; private set; }

        public void AllowUpTo(int bitsPerSecond) => TargetBitsPerSecond = bitsPerSecond;

        void IDatagramSender.Send(ReadOnlySpan<byte> datagram)
        {
            if (medium.Packets.TryRent(out PacketBuffer? packet))
            {
                Fill(packet, datagram);
                Other.Receive(packet);
            }
        }

        // On the sender's pacer loop, the only thread that the other end's path is received on.
        void IDatagramSender.SendMany(ReadOnlySpan<PacketBuffer> packets)
        {
            foreach (PacketBuffer packet in packets)
            {
                ((IDatagramSender)this).Send(packet.Span);
            }

            if (Other.WantsKeyFrame)
            {
                Path.RequestKeyFrame();
            }
        }
    }
}
