namespace Mcu.Core.Conferences.Media;

/// <summary>
/// Hands immutable plans from the control loop to one media loop, and tells the control loop what the media loop may
/// still use: only what neither does may be freed. Neither waits for the other.
/// </summary>
/// <remarks>
/// The media loop says which plan it takes before it looks whether that is still the newest (a hazard pointer): a plan
/// that the control loop has replaced and does not find in use will not be taken any more.
/// </remarks>
public sealed class PlanHandover<T>(T none)
    where T : class
{
    private T published = none;
    private T taken = none;
    private T adopted = none;

    /// <summary>The plan that the media loop follows. Any thread.</summary>
    public T Adopted => Volatile.Read(ref adopted);

    /// <summary>Hands a new plan over. Control loop's thread only.</summary>
    public void Publish(T plan) => Interlocked.Exchange(ref published, plan);

    /// <summary>Gives the newest plan when it is not the adopted one. Media loop's thread only.</summary>
    public bool TryTake(out T plan)
    {
        T newest = Volatile.Read(ref published);
        do
        {
            plan = newest;
            if (ReferenceEquals(plan, adopted))
            {
                return false;
            }

            Interlocked.Exchange(ref taken, plan);
            newest = Volatile.Read(ref published);
        }
        while (!ReferenceEquals(plan, newest));

        return true;
    }

    /// <summary>The plan that was taken is followed, and the one before it no longer. Media loop's thread only.</summary>
    public void Adopt(T plan)
    {
        Volatile.Write(ref adopted, plan);
        Volatile.Write(ref taken, plan);
    }

    /// <summary>Whether a plan that the media loop follows, takes up or is yet to take says so. Control loop's thread only.</summary>
    public bool IsIn(Func<T, bool> says) =>
        says(Volatile.Read(ref published)) || says(Volatile.Read(ref taken)) || says(Volatile.Read(ref adopted));
}
