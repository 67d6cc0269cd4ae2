using Mcu.Node.Cli;

return await McuCommandLine.RunAsync(args, new CliSetup(), CliEnvironment.OfProcess());
