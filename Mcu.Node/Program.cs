using Mcu.Node.Cli;
using Mcu.Node.Cli.Demo;
using Mcu.Node.Cli.Simulate;
using Mcu.Node.Hosting;

var setup = new CliSetup { Serve = new ServeCommand(), Commands = [SimulateCommand.Create, DemoCommand.Create] };
return await McuCommandLine.RunAsync(args, setup, CliEnvironment.OfProcess());
