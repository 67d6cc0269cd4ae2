namespace Mcu.Core.Sdp;

/// <summary>Which ways media flows, seen from the side whose description it is (RFC 3264 §5.1).</summary>
[Flags]
public enum MediaDirection
{
    /// <summary><c>inactive</c>: neither way.</summary>
    Inactive = 0,

    /// <summary><c>sendonly</c>.</summary>
    SendOnly = 1,

    /// <summary><c>recvonly</c>.</summary>
    ReceiveOnly = 2,

    /// <summary><c>sendrecv</c>, the default.</summary>
    SendReceive = SendOnly | ReceiveOnly,
}

/// <summary>Arithmetic of directions.</summary>
public static class MediaDirections
{
    /// <summary>Whether that side sends.</summary>
    public static bool Sends(this MediaDirection direction) => direction.HasFlag(MediaDirection.SendOnly);

    /// <summary>Whether that side receives.</summary>
    public static bool Receives(this MediaDirection direction) => direction.HasFlag(MediaDirection.ReceiveOnly);

    /// <summary>The same flow seen from the other side.</summary>
    public static MediaDirection Reversed(this MediaDirection direction) => direction switch
    {
        MediaDirection.SendOnly => MediaDirection.ReceiveOnly,
        MediaDirection.ReceiveOnly => MediaDirection.SendOnly,
        _ => direction,
    };

    /// <summary>The attribute's name.</summary>
    public static string ToToken(this MediaDirection direction) => direction switch
    {
        MediaDirection.SendOnly => "sendonly",
        MediaDirection.ReceiveOnly => "recvonly",
        MediaDirection.SendReceive => "sendrecv",
        _ => "inactive",
    };

    internal static bool TryParse(string name, out MediaDirection direction)
    {
        for (direction = MediaDirection.Inactive; direction <= MediaDirection.SendReceive; direction++)
        {
            if (name.Equals(direction.ToToken(), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        direction = MediaDirection.SendReceive;
        return false;
    }
}
