using System.Diagnostics.CodeAnalysis;

namespace Mcu.Node.Control;

/// <summary>What came of a command: a value, or why it was refused.</summary>
public sealed class ControlResult<T>
{
    private readonly T? value;

    private ControlResult(T? value, ControlError? error)
    {
        this.value = value;
        Error = error;
    }

    /// <summary>Null when the command was done.</summary>
    public ControlError? Error { get; }

    /// <summary>The value; throws when the command was refused.</summary>
    public T Value => Error is null ? value! : throw new InvalidOperationException($"no value: {Error.Reason}");

    /// <summary>True with the value, or false with the error.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T result, [NotNullWhen(false)] out ControlError? error)
    {
        result = value;
        error = Error;
        return error is null;
    }

    /// <summary>The command was done.</summary>
    public static ControlResult<T> Done(T value) => new(value, error: null);

    public static implicit operator ControlResult<T>(T value) => Done(value);

    public static implicit operator ControlResult<T>(ControlError error) => new(default, error);
}
