using Mcu.Core.Time;

namespace Mcu.Node.Conferences;

/// <summary>What a room can ask for with its remote control.</summary>
public enum KeyCommand
{
    /// <summary>Nothing yet.</summary>
    None,

    /// <summary>*6: mute or unmute itself.</summary>
    ToggleMute,

    /// <summary>*1: ask for the floor (đăng ký phát biểu).</summary>
    RequestFloor,
}

/// <summary>Turns key presses into commands: a star, then a digit within 3 s.</summary>
public sealed class KeyCommands
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(3);
    private Instant starAt = Instant.Distant;

    /// <summary>Takes a key; gives the command that it completes.</summary>
    public KeyCommand Press(char key, Instant now)
    {
        bool follows = now - starAt <= Within;
        starAt = key == '*' ? now : Instant.Distant;
        return (follows, key) switch
        {
            (true, '6') => KeyCommand.ToggleMute,
            (true, '1') => KeyCommand.RequestFloor,
            _ => KeyCommand.None,
        };
    }
}
