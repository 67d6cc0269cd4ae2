namespace Mcu.Tests.Harness;

/// <summary>What a baresip room is.</summary>
/// <param name="Name">Its SIP user, and so its site's name.</param>
/// <param name="Color">What it shows: a color by ffmpeg's name.</param>
/// <param name="Hertz">What it sounds.</param>
/// <param name="Account">Account parameters, each begun by a semicolon: codecs, answer mode. Names of codecs must match exactly.</param>
internal sealed record BaresipRoom(string Name, string Color, int Hertz, string Account);
