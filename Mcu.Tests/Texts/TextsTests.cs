using System.Reflection;
using Mcu.Node.Control;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Tests.Texts;

/// <summary>Every message exists in both languages, with the same placeholders.</summary>
public sealed class TextsTests
{
    private static IEnumerable<TestCaseData> All => typeof(Text).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(Text).Namespace && type is { IsAbstract: true, IsSealed: true })
        .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
        .Where(property => property.PropertyType == typeof(Text))
        .Select(property => new TestCaseData((Text)property.GetValue(null)!).SetName($"{property.DeclaringType!.Name}.{property.Name}"));

    [TestCaseSource(nameof(All))]
    public void Text_BothLanguages_ExistWithTheSamePlaceholders(Text text)
    {
        Assert.That(text.Vi.Trim(), Is.Not.Empty);
        Assert.That(text.En.Trim(), Is.Not.Empty);
        Assert.That(text.Placeholders(Language.Vietnamese).Distinct(), Is.EquivalentTo(text.Placeholders(Language.English).Distinct()));
    }

    [Test]
    public void Catalogue_HasManyTexts() => Assert.That(All.Count(), Is.GreaterThan(150));

    [Test]
    public void Of_EveryReasonStateAndKind_HasAText()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Enum.GetValues<ControlReason>().Select(ErrorTexts.Of).Distinct().Count(), Is.EqualTo(Enum.GetValues<ControlReason>().Length));
            Assert.That(
                Enum.GetValues<V1.SiteState>().Select(StateTexts.Of).Distinct().Count(), Is.EqualTo(Enum.GetValues<V1.SiteState>().Length));
            Assert.That(Enum.GetValues<EventKind>().Select(EventTexts.Of).Distinct().Count(), Is.EqualTo(Enum.GetValues<EventKind>().Length));
        });
    }

    [Test]
    public void Of_EveryFaultOfCertificates_HasAText()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Distinct<Node.Pki.PkiFault>(PkiErrorTexts.Of), Is.True);
            Assert.That(Distinct<Mcu.Cascade.Identity.IdentityFault>(IdentityTexts.Of), Is.True);
            Assert.That(Distinct<Mcu.Cascade.Identity.PeerRefusal>(IdentityTexts.Of), Is.True);
        });
    }

    [Test]
    public void Of_EveryCauseAndRefusalOfFailover_HasAText()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Distinct<Mcu.Cascade.Failover.RoleCause>(FailoverTexts.Of), Is.True);
            Assert.That(Distinct<Mcu.Cascade.Failover.OrderRefusal>(FailoverTexts.Of), Is.True);
        });
    }

    [Test]
    public void OfWord_EveryReasonOfACall_HasAText() =>
        Assert.That(Node.Calls.CallReasons.All.Select(ReasonTexts.OfWord).Distinct().Count(), Is.EqualTo(Node.Calls.CallReasons.All.Count));

    [TestCaseSource(nameof(AlarmWords))]
    public void Of_EveryAlarm_HasASentenceForItsBeginningAndItsEnd(string word)
    {
        Assert.That(AlarmTexts.Of(word), Is.Not.SameAs(EventTexts.Alarm));
        Assert.That(AlarmTexts.OfOver(word), Is.Not.SameAs(EventTexts.AlarmCleared));
        Assert.That(AlarmTexts.OfOver(word).Placeholders(Language.English), Is.EqualTo(new[] { "subject" }));
    }

    private static IEnumerable<string> AlarmWords() => Enum.GetValues<Node.Alarms.AlarmKind>()
        .Select(kind => Node.Conferences.EventDetails.OfAlarm(new Node.Alarms.AlarmChange(new Node.Alarms.AlarmSign(kind, "x"), IsRaised: true))["alarm"]);

    [Test]
    public void Of_EveryError_FillsEveryPlaceholder()
    {
        ControlError[] errors =
        [
            .. typeof(ControlErrors).GetMethods(BindingFlags.Public | BindingFlags.Static)
                .Where(method => method.ReturnType == typeof(ControlError))
                .Select(method => (ControlError)method.Invoke(null, [.. method.GetParameters().Select(Sample)])!),
        ];
        Assert.That(errors.Select(error => error.Reason).Distinct().Count(), Is.EqualTo(Enum.GetValues<ControlReason>().Length));
        foreach (ControlError error in errors)
        {
            Message message = ErrorTexts.Of(error);
            Assert.That(message.Text.Placeholders(Language.English).Distinct(), Is.SubsetOf(error.Data.Keys), $"{error.Reason}");
        }
    }

    [Test]
    public void In_PlaceholderWithoutValue_BecomesADash() =>
        Assert.That(new Text("{a}-{b}", "{a}-{b}").In(Language.English, ("a", "x")), Is.EqualTo("x-–"));

    private static bool Distinct<T>(Func<T, Text> textOf)
        where T : struct, Enum => Enum.GetValues<T>().Select(textOf).Distinct().Count() == Enum.GetValues<T>().Length;

    private static object Sample(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(string) => "x",
        var type when type == typeof(int) => 3,
        var type when type == typeof(ulong) => 3UL,
        var type when type == typeof(TimeSpan) => TimeSpan.FromSeconds(3),
        var type when type == typeof(FieldError) => new FieldError("name", FieldTexts.Required, ""),
        var type when type == typeof(IReadOnlyList<FieldError>) => new[] { new FieldError("name", FieldTexts.Required, "") },
        _ => new[] { "x", "y" },
    };
}
