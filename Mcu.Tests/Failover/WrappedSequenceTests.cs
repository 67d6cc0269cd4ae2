using System.Security.Cryptography;
using Mcu.Core.Randomness;
using Mcu.Node.Failover;
using Mcu.Tests.Hosting;
using Mcu.V1;
using SrtpPolicy = Mcu.Core.Srtp.SrtpPolicy;

namespace Mcu.Tests.Failover;

/// <summary>A node falls after the sequence numbers of its encrypted calls have wrapped, both ways.</summary>
[NonParallelizable]
public sealed class WrappedSequenceTests
{
    private const ulong Wrap = 1 << 16, Leap = 20_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    // A call of hours: the room's numbers have wrapped once, or as often as a day has it.
    [TestCase(1UL)]
    [TestCase(5UL)]
    public async Task AdoptAsync_SequencesHaveWrapped_BothWaysAreAuthentic(ulong wraps)
    {
        await using var pair = new NodePair(new LateSequences());
        using var room = new SipRoom("dien-khanh", srtp: SrtpPolicy.Required) { NextIndexes = (LateSequences.First, LateSequences.First) };
        using var other = new SipRoom("cam-lam", srtp: SrtpPolicy.Required);
        room.Call(pair.Sip, NodePair.Name);
        other.Call(pair.Sip, NodePair.Name);
        AreHeard(pair.Primary);
        Leaps(wraps);
        int packets = room.PicturePackets;
        NodePair.Until(() => room.PicturePackets - packets > (int)(Wrap - LateSequences.First), "what the rooms are sent has wrapped too", room, other);
        AreHeard(pair.Primary);

        DialogRecord[] records = pair.Fail();
        long refused = room.Refused + other.Refused;
        IReadOnlyList<AdoptionOutcome> outcomes = pair.TakeOver(records, Limit, room, other);
        AreHeard(pair.Standby);
        Assert.That(outcomes.Select(outcome => outcome.Result), Is.All.EqualTo(AdoptionResult.Adopted));
        Assert.That(room.Refused + other.Refused - refused, Is.Zero, "packets that the rooms could not open");
        Assert.That(room.Reception.From, Is.EqualTo((NodePair.StandbyAddress, NodePair.StandbyAddress)));
        room.Hangup();
        other.Hangup();

        void AreHeard(Node.Hosting.NodeHost node)
        {
            room.Sound.Restart();
            other.Sound.Restart();
            NodePair.Until(
                () => room.Sound.Voiced > 20 && other.Sound.Voiced > 20 && NodePair.Gets(node, room.Name) && NodePair.Gets(node, other.Name), "sound and picture flow, both ways", room, other);
        }

        // As if packets were lost on the way, less than half a turn at a time: whoever counts wraps follows.
        void Leaps(ulong count)
        {
            while (room.NextIndexes.Sound < count * Wrap || room.NextIndexes.Picture < count * Wrap)
            {
                (ulong sound, ulong picture) = room.NextIndexes;
                room.NextIndexes = (sound < count * Wrap ? sound + Leap : sound, picture < count * Wrap ? picture + Leap : picture);
                (int sounds, int pictures) = room.Sent;
                NodePair.Until(() => room.Sent.Sound > sounds + 2 && room.Sent.Picture > pictures + 2, "packets after the leap", room, other);
            }
        }
    }

    /// <summary>Lines that wrap within a second.</summary>
    private sealed class LateSequences : IRandomSource
    {
        public const ushort First = 65_500;

        public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);

        ushort IRandomSource.NextSequence() => First;
    }
}
