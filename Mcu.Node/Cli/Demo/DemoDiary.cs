using System.Collections.Immutable;
using Mcu.Node.Texts;

namespace Mcu.Node.Cli.Demo;

/// <summary>What the demonstration has done so far, a line each, for the screen. Any thread.</summary>
internal sealed class DemoDiary(CliCall call)
{
    private ImmutableList<string> lines = [];

    /// <summary>The lines, oldest first.</summary>
    public IReadOnlyList<string> Lines => Volatile.Read(ref lines);

    /// <summary>Adds one.</summary>
    public void Note(Text text, params (string Name, object Value)[] values) =>
        ImmutableInterlocked.Update(ref lines, (all, line) => all.Add(line), call.Output.Say(text, values));
}
