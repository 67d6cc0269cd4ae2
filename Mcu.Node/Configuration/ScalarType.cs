using System.Diagnostics.CodeAnalysis;
using Mcu.Node.Texts;

namespace Mcu.Node.Configuration;

/// <summary>Reads a value; false when the text is not allowed.</summary>
internal delegate bool ScalarParser<T>(string text, [MaybeNullWhen(false)] out T value);

/// <summary>How a single value is read, and what to say is allowed.</summary>
/// <param name="TryParse">Reads it.</param>
/// <param name="Allowed">For people.</param>
internal sealed record ScalarType<T>(ScalarParser<T> TryParse, Message Allowed);
