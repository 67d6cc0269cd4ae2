namespace Mcu.Tests.Cascade.Failover.Model;

/// <summary>Operators: one act after another, each until it is acknowledged, at whichever node answers.</summary>
internal sealed class ModelOperator
{
    private const double RetryAfter = 250;
    private readonly FailoverModel model;
    private int act;
    private int node;

    public ModelOperator(FailoverModel model)
    {
        this.model = model;
        model.Schedule.In(300, Ask);
    }

    /// <summary>Acts that were acknowledged: each must be there for ever, once.</summary>
    public HashSet<int> Acknowledged { get; } = [];

    private void Ask()
    {
        int asked = act;
        model.SendAct(node, asked, () => Acknowledged.Add(asked), () => OnAnswer(asked));
        model.Schedule.In(RetryAfter, () =>
        {
            if (act == asked)
            {
                node = 1 - node;
                Ask();
            }
        });
    }

    private void OnAnswer(int answered)
    {
        if (answered == act)
        {
            act++;
            model.Schedule.In(model.Schedule.Between(10, 80), Ask);
        }
    }
}
