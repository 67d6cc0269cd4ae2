namespace Mcu.Node.Loops;

/// <summary>
/// Is told of exceptions that a loop survived; usually a logger. Called on the loop's thread: it must neither block nor
/// throw.
/// </summary>
public interface ILoopObserver
{
    /// <summary>A body, a handler or a command threw, and the loop goes on.</summary>
    /// <param name="loop">The loop's name.</param>
    /// <param name="fault">What was thrown.</param>
    /// <param name="pause">How long the body is held back before it is tried again; zero for not at all.</param>
    void OnFault(string loop, Exception fault, TimeSpan pause);
}
