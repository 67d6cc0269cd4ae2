using Mcu.Node.Cli;
using Mcu.Node.Hosting;

return await McuCommandLine.RunAsync(args, new CliSetup { Serve = new ServeCommand() }, CliEnvironment.OfProcess());
