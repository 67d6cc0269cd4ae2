using Mcu.Node.Control;
using Mcu.Node.Texts;

namespace Mcu.Node.Api;

/// <summary>Collects what is wrong with a request's fields, so that a client learns of all of them at once.</summary>
internal sealed class FieldRules
{
    private readonly List<FieldError> errors = [];

    public bool Ok => errors.Count == 0;

    /// <summary>The refusal; null when every field is right.</summary>
    public ControlError? Error => Ok ? null : ControlErrors.InvalidFields(errors);

    /// <summary>Refuses the request when any field was wrong.</summary>
    public void ThrowIfWrong()
    {
        if (Error is { } error)
        {
            throw ErrorStatus.ToRpcException(error);
        }
    }

    /// <summary>A text of 1 to so many characters.</summary>
    public FieldRules Text(string field, string value, int max)
    {
        if (value.Length == 0)
        {
            Add(field, FieldTexts.Required, "");
        }
        else if (value.Length > max)
        {
            Add(field, Fill(FieldTexts.Length, ("min", 1), ("max", max)), Shorten(value));
        }

        return this;
    }

    /// <summary>A number in a range; the unit is for the message.</summary>
    public FieldRules Range(string field, double value, double min, double max, string unit) =>
        Require(value >= min && value <= max, field, Fill(FieldTexts.Range, ("min", min), ("max", max), ("unit", unit)), $"{value:0.###}");

    /// <summary>A number of pixels in a range.</summary>
    public FieldRules Pixels(string field, uint value, int min, int max, uint multiple) => Require(
        value >= min && value <= max && value % multiple == 0,
        field,
        Fill(FieldTexts.Pixels, ("min", min), ("max", max), ("multiple", multiple)),
        $"{value}");

    /// <summary>Whatever else must hold.</summary>
    public FieldRules Require(bool holds, string field, Text text, string value)
    {
        if (!holds)
        {
            Add(field, text, Shorten(value));
        }

        return this;
    }

    /// <summary>A text with its placeholders filled in, in both languages.</summary>
    public static Text Fill(Text text, params (string Name, object Value)[] values) =>
        new(text.In(Language.Vietnamese, values), text.In(Language.English, values));

    private static string Shorten(string value) => value.Length <= 40 ? value : $"{value[..40]}…";

    private void Add(string field, Text text, string value) => errors.Add(new FieldError(field, text, value));
}
