using System.Globalization;
using System.Text.RegularExpressions;
using Mcu.Cascade.Failover;
using Mcu.Node.Control;

namespace Mcu.Node.Failover;

/// <summary>What operators are told of a node's role, as the proto lists it at <c>Event.details</c>.</summary>
internal static partial class RoleEventDetails
{
    /// <summary>The name of the step that is a whole promotion.</summary>
    public const string Promotion = "promotion";

    /// <summary>Kind and details of an event.</summary>
    public static (ControlEventKind Kind, Dictionary<string, string> Details) Of(RoleEvent happened, string group) => happened switch
    {
        RoleEvent.Changed changed => (ControlEventKind.HaRoleChanged, Details(
            ("group", group), ("from", Word($"{changed.From}")), ("to", Word($"{changed.To}")), ("cause", Word($"{changed.Cause}")), ("term", $"{changed.Term}"),
            ("entries", changed.Entries == 0 ? "" : $"{changed.Entries}"))),
        RoleEvent.OrderEnded ended => (ControlEventKind.HaOrderEnded, Details(
            ("order", Word($"{ended.Order}")),
            ("outcome", ended.Why == OrderRefusal.None ? "done" : Word($"{ended.Why}")),
            ("entries", ended.Entries == 0 ? "" : $"{ended.Entries}"))),
        RoleEvent.StepEnded step => (ControlEventKind.HaStep, Step(Word($"{step.Step}"), step.Took, step.Succeeded, step.Detail)),
        RoleEvent.GateLapsed lapsed => (ControlEventKind.HaStep, Step("gate_lapse", lapsed.Length, succeeded: true, "")),
        RoleEvent.PromotionEnded ended => (ControlEventKind.HaStep, Step(Promotion, ended.Took, succeeded: true, "")),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "not an event of a role"),
    };

    /// <summary>A name in lower_snake_case.</summary>
    public static string Word(string name) => WordStart().Replace(name, "_$0").ToLowerInvariant();

    private static Dictionary<string, string> Step(string step, TimeSpan took, bool succeeded, string detail) => Details(
        ("step", step), ("took_ms", took.TotalMilliseconds.ToString("0.#", CultureInfo.InvariantCulture)), ("ok", succeeded ? "true" : "false"), ("detail", detail));

    private static Dictionary<string, string> Details(params (string Key, string Value)[] details) =>
        details.Where(detail => detail.Value.Length > 0).ToDictionary(detail => detail.Key, detail => detail.Value, StringComparer.Ordinal);

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WordStart();
}
