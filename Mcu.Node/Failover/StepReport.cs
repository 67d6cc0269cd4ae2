namespace Mcu.Node.Failover;

/// <summary>How a step of a promotion went.</summary>
/// <param name="Pipeline">The pipeline's name.</param>
/// <param name="Items">How many things it was to do.</param>
/// <param name="Failed">How many of them it could not.</param>
/// <param name="Attempts">How often it tried, all things together.</param>
/// <param name="Took">From the first attempt to the last one's end.</param>
/// <param name="Detail">The first failure that was final, for logs; empty: none.</param>
public sealed record StepReport(string Pipeline, int Items, int Failed, int Attempts, TimeSpan Took, string Detail)
{
    /// <summary>Whether all was done.</summary>
    public bool Succeeded => Failed == 0;
}
