using Mcu.Core.Time;

namespace Mcu.Core.Rtp;

/// <summary>
/// Makes one digit of the many packets of a key press. Presses are told apart by (SSRC, timestamp), which all packets of
/// one press share; a press ends with the E bit or, if all packets with it were lost, by time.
/// </summary>
public sealed class TelephoneEventReceiver
{
    private const int OldPress = 96000; // two seconds at the fastest clock; further back the sender has restarted
    private static readonly TimeSpan EndLost = TimeSpan.FromMilliseconds(200);

    private uint ssrc;
    private uint timestamp;
    private char pending;
    private Instant heardAt;
    private bool known;

    /// <summary>When a press whose end was lost counts as ended.</summary>
    public Instant Deadline => pending == '\0' ? Instant.Never : heardAt + EndLost;

    /// <summary>Takes a packet of the negotiated telephone-event payload type; true gives a digit.</summary>
    public bool TryReceive(in RtpPacket packet, Instant now, out char digit)
    {
        digit = '\0';
        if (!TelephoneEvent.TryParse(packet.Payload, out TelephoneEvent press) || press.Digit == '\0')
        {
            return false;
        }

        if (IsNewPress(packet))
        {
            digit = pending; // a new press ends the one before, whose end was lost
            (known, ssrc, timestamp, pending) = (true, packet.Ssrc, packet.Timestamp, press.Digit);
        }
        else if (packet.Timestamp != timestamp)
        {
            return false; // an old press, reordered
        }

        heardAt = now;
        return press.IsEnd ? TryEnd(ref digit) : digit != '\0';
    }

    /// <summary>Ends a press by time; call when <see cref="Deadline"/> has passed.</summary>
    public bool TryExpire(Instant now, out char digit)
    {
        digit = '\0';
        return now >= Deadline && TryEnd(ref digit);
    }

    private bool IsNewPress(in RtpPacket packet) =>
        !known || packet.Ssrc != ssrc || (int)(packet.Timestamp - timestamp) is > 0 or < -OldPress;

    // When an earlier press is given out by this very packet, the present one follows with its next packet or by time.
    private bool TryEnd(ref char digit)
    {
        if (digit == '\0')
        {
            (digit, pending) = (pending, '\0');
        }

        return digit != '\0';
    }
}
