using Mcu.Node.Texts;

namespace Mcu.Node.Cli.Demo;

/// <summary>Why the demonstration cannot go on.</summary>
internal sealed class DemoException(Message reason) : Exception
{
    /// <summary>What the operator is told.</summary>
    public Message Reason { get; } = reason;

    /// <inheritdoc/>
    public override string Message => Reason.In(Language.English);
}
