namespace Mcu.Tests.Cascade.Failover.Model;

/// <summary>A network that delays, loses, reorders, and is cut in one or both directions.</summary>
internal sealed class ModelNetwork(Schedule schedule)
{
    private readonly HashSet<(int From, int To)> cut = [];

    /// <summary>Of a hundred messages so many are lost.</summary>
    public double Loss { get; set; }

    /// <summary>Of a hundred messages so many are late.</summary>
    public double Late { get; set; }

    public void Cut(int from, int to) => cut.Add((from, to));

    public void Mend(int from, int to) => cut.Remove((from, to));

    public void Heal()
    {
        cut.Clear();
        (Loss, Late) = (0, 0);
    }

    /// <summary>A message that comes, or does not.</summary>
    public void Send(int from, int to, ModelProcess receiver, Action receive)
    {
        if (cut.Contains((from, to)) || schedule.Chance(Loss))
        {
            return;
        }

        double delay = schedule.Chance(Late) ? schedule.Between(5, 600) : schedule.Between(0.1, 2);
        schedule.In(delay, () =>
        {
            if (!cut.Contains((from, to)))
            {
                receiver.Run(receive);
            }
        });
    }
}
