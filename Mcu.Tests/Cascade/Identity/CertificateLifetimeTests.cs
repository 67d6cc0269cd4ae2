using Mcu.Cascade.Identity;

namespace Mcu.Tests.Cascade.Identity;

/// <summary>A certificate's life, day by day.</summary>
public sealed class CertificateLifetimeTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
    private static readonly CertificateLifetime Life = new(Start, Start.AddDays(100));

    [TestCase(-0.1, ExpiryState.NotYetValid, 100)]
    [TestCase(0, ExpiryState.Valid, 100)]
    [TestCase(70, ExpiryState.Valid, 30)]
    [TestCase(70.1, ExpiryState.ExpiresSoon, 29)]
    [TestCase(99.9, ExpiryState.ExpiresSoon, 0)]
    [TestCase(100, ExpiryState.ExpiresSoon, 0)]
    [TestCase(100.1, ExpiryState.Expired, -1)]
    public void StateAt_Day_IsAsItsDaysLeft(double day, ExpiryState state, int left)
    {
        DateTimeOffset now = Start.AddDays(day);
        Assert.That((Life.StateAt(now), Life.DaysLeft(now)), Is.EqualTo((state, left)));
    }
}
