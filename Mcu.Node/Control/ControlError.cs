using Mcu.Node.Texts;

namespace Mcu.Node.Control;

/// <summary>A refusal: what was wrong, with the data that its texts need.</summary>
/// <param name="Reason">The stable reason; it picks the texts and the status.</param>
/// <param name="Data">Values of the texts' placeholders, also sent to the client as they are. Keys in snake_case.</param>
/// <param name="Fields">With <see cref="ControlReason.InvalidField"/>: each field that is wrong.</param>
public sealed record ControlError(
    ControlReason Reason, IReadOnlyDictionary<string, string> Data, IReadOnlyList<FieldError> Fields);

/// <summary>A field of a request that is wrong.</summary>
/// <param name="Field">Its path in the request as the proto names it: <c>video.width</c>.</param>
/// <param name="Text">What is allowed there.</param>
/// <param name="Value">What was given.</param>
public sealed record FieldError(string Field, Text Text, string Value);
