namespace Mcu.Core.Rtp;

/// <summary>One packet that a <see cref="TelephoneEventSender"/> wants sent.</summary>
/// <param name="Payload">The event.</param>
/// <param name="Marker">Set on the first packet of a press.</param>
/// <param name="Timestamp">When the press began, in media time.</param>
public readonly record struct TelephoneEventPacket(TelephoneEvent Payload, bool Marker, uint Timestamp);

/// <summary>
/// Sends DTMF digits in place of sound, one packet each 20 ms: 100 ms of tone, its end three times (RFC 4733
/// §2.5.1.4), 60 ms of pause.
/// </summary>
/// <param name="timestampStep">Units of the telephone-event clock in 20 ms: 160 at 8 kHz.</param>
public sealed class TelephoneEventSender(int timestampStep)
{
    private const int ToneTicks = 5;
    private const int EndTicks = 3;
    private const int PauseTicks = 3;
    private const byte Volume = 10;

    private readonly Queue<byte> waiting = new(32);
    private int tick;
    private byte code;
    private uint began;

    /// <summary>Whether a digit is being sent or waits.</summary>
    public bool IsBusy => tick > 0 || waiting.Count > 0;

    /// <summary>Queues a digit; false for a character that is none, or when 32 wait.</summary>
    public bool TrySend(char digit)
    {
        int value = TelephoneEvent.CodeOf(digit);
        if (value < 0 || waiting.Count >= 32)
        {
            return false;
        }

        waiting.Enqueue((byte)value);
        return true;
    }

    /// <summary>To be called each 20 ms while <see cref="IsBusy"/>; false in the pause between digits.</summary>
    public bool TryTick(uint mediaTimestamp, out TelephoneEventPacket packet)
    {
        packet = default;
        if (tick == 0)
        {
            if (!waiting.TryDequeue(out code))
            {
                return false;
            }

            began = mediaTimestamp;
        }

        tick++;
        if (tick <= ToneTicks + EndTicks)
        {
            var duration = (ushort)(Math.Min(tick, ToneTicks) * timestampStep);
            packet = new TelephoneEventPacket(new TelephoneEvent(code, tick > ToneTicks, Volume, duration), tick == 1, began);
            return true;
        }

        tick = tick < ToneTicks + EndTicks + PauseTicks ? tick : 0;
        return false;
    }
}
