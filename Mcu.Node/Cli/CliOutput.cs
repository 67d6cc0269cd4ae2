using System.Text;
using Google.Protobuf;
using Mcu.Node.Texts;
using Spectre.Console;
using Spectre.Console.Rendering;
using Text = Mcu.Node.Texts.Text;

namespace Mcu.Node.Cli;

/// <summary>Where a command writes: results on one side, errors and progress on the other, in one language.</summary>
public sealed class CliOutput
{
    private static readonly JsonFormatter Pretty = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true).WithIndentation());
    private static readonly JsonFormatter Line = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    private readonly CliEnvironment environment;

    internal CliOutput(CliEnvironment environment, Language language, OutputFormat format)
    {
        this.environment = environment;
        Language = language;
        Format = format;
        Console = Create(environment.Out, environment.OutIsTerminal, environment);
        ErrorConsole = Create(environment.Error, environment.ErrorIsTerminal, environment);
    }

    /// <summary>The operator's language.</summary>
    public Language Language { get; }

    /// <summary>The form of results.</summary>
    public OutputFormat Format { get; }

    /// <summary>Results, for tables and live displays.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>Errors and progress.</summary>
    public IAnsiConsole ErrorConsole { get; }

    /// <summary>Whether a display that redraws itself makes sense.</summary>
    public bool IsLive => environment.OutIsTerminal && Format == OutputFormat.Table;

    /// <summary>Lines of the terminal.</summary>
    public int Height => environment.Height;

    /// <summary>A text in the operator's language.</summary>
    public string Say(Text text, params (string Name, object Value)[] values) => text.In(Language, values);

    /// <summary>A message as a line of its own; nothing when the format is JSON.</summary>
    public void Tell(Text text, params (string Name, object Value)[] values)
    {
        if (Format == OutputFormat.Table)
        {
            Plain(Say(text, values));
        }
    }

    /// <summary>A line of plain text.</summary>
    public void Plain(string line)
    {
        environment.Out.WriteLine(line);
        environment.Out.Flush();
    }

    /// <summary>A table.</summary>
    public void Write(IRenderable table) => Console.Write(table);

    /// <summary>A message of the API as indented JSON.</summary>
    public void Json(IMessage message) => Plain(Pretty.Format(message));

    /// <summary>A message of the API as one line of JSON.</summary>
    public void JsonLine(IMessage message) => Plain(Line.Format(message));

    /// <summary>An error for the operator.</summary>
    public void Fail(Message message) => Fail(message.In(Language), code: null, reason: null);

    /// <summary>An error for the operator, with its codes where the format is JSON.</summary>
    internal void Fail(string message, string? code, string? reason)
    {
        if (Format == OutputFormat.Json)
        {
            environment.Error.WriteLine(CliJson.Error(message, code, reason));
        }
        else
        {
            string head = $"{Say(CliTexts.Error)}: ";
            int width = environment.ErrorIsTerminal ? environment.Width : int.MaxValue;
            string text = string.Join(environment.Error.NewLine, WordWrap.Lines(message, head, indent: 0, width));
            ErrorConsole.Markup($"[red]{Markup.Escape(head)}[/]");
            environment.Error.WriteLine(text[head.Length..]);
        }

        environment.Error.Flush();
    }

    private static IAnsiConsole Create(TextWriter writer, bool isTerminal, CliEnvironment environment)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new FixedOutput(writer, isTerminal, environment.Width, environment.Height),
        });
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    private sealed class FixedOutput(TextWriter writer, bool isTerminal, int width, int height) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => isTerminal;

        public int Width => width;

        public int Height => height;

        public void SetEncoding(Encoding encoding)
        {
            // The encoding is the writer's; the console has nothing to say there.
        }
    }
}
