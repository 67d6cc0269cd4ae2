namespace Mcu.Node.Loops;

/// <summary>What a <see cref="WorkerLoop"/> does when it is woken, always on the loop's own thread.</summary>
public interface IWorkerBody
{
    /// <summary>Works until nothing is left to do. Called again after each signal.</summary>
    void Run();
}
