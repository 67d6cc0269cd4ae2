namespace Mcu.Tests.Cascade.Failover.Model;

/// <summary>What goes wrong in a run: one thing after another, drawn by the run's die.</summary>
internal sealed class ModelFaults
{
    private readonly FailoverModel model;
    private readonly Schedule schedule;
    private readonly double until;

    public ModelFaults(FailoverModel model, double until)
    {
        (this.model, schedule, this.until) = (model, model.Schedule, until);
        schedule.In(schedule.Between(400, 900), Next);
    }

    private void Next()
    {
        if (schedule.Now >= until)
        {
            return;
        }

        Action<int>[] kinds = [Stop, Kill, Isolate, CutOneWay, Lose, Delay, SlowDisk, SlowState, Starve, HandOver];
        kinds[schedule.Random.Next(kinds.Length)](schedule.Random.Next(RaftGroup.Size));
        schedule.In(schedule.Between(50, 700), Next);
    }

    private void Stop(int id)
    {
        ModelProcess process = model.Group.Processes[id];
        if (process.Runs)
        {
            process.Stop();
            schedule.In(schedule.Between(20, 900), () =>
            {
                if (process.IsStopped)
                {
                    model.Continue(id);
                }
            });
        }
    }

    private void Kill(int id)
    {
        if (model.Group.Processes[id].IsUp)
        {
            model.Kill(id);
            schedule.In(schedule.Between(50, 1500), () => model.Start(id));
        }
    }

    private void Isolate(int id) => For(schedule.Between(50, 1000), on => Cut(id, on, bothWays: true));

    private void CutOneWay(int id) => For(schedule.Between(50, 1000), on => Cut(id, on, bothWays: false));

    private void Cut(int id, bool on, bool bothWays)
    {
        for (int other = 0; other < RaftGroup.Size; other++)
        {
            model.Cut(id, other, on);
            if (bothWays)
            {
                model.Cut(other, id, on);
            }
        }
    }

    private void Lose(int id) => For(1000, on => model.Network.Loss = on ? schedule.Between(2, 40) : 0);

    private void Delay(int id) => For(1000, on => model.Network.Late = on ? schedule.Between(2, 40) : 0);

    private void SlowDisk(int id) => For(1000, on => model.Group.Members[id].WriteTime = on ? schedule.Between(5, 100) : FailoverModel.WriteTime);

    private void SlowState(int id) => For(1500, on => model.Group.Members[id].ApplyTime = on ? schedule.Between(20, 400) : FailoverModel.ApplyTime);

    private void Starve(int id) => For(1000, on => model.StarveTicks(id, on ? schedule.Between(20, 200) : 0));

    private void HandOver(int id) => model.Switchover(id);

    private void For(double milliseconds, Action<bool> fault)
    {
        fault(true);
        schedule.In(milliseconds, () => fault(false));
    }
}
