using Mcu.Node.Texts;

namespace Mcu.Node.Cli;

/// <summary>Words that each parse and do not go together.</summary>
internal sealed class UsageException(Message usage) : Exception
{
    public Message Usage { get; } = usage;

    /// <inheritdoc/>
    public override string Message => Usage.In(Language.English);
}
