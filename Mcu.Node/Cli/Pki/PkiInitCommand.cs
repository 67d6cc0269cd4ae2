using System.CommandLine;
using Mcu.Node.Cli.Commands;
using Mcu.Node.Configuration;
using Mcu.Node.Pki;
using Mcu.Node.Texts;

namespace Mcu.Node.Cli.Pki;

/// <summary><c>mcu pki init --dir DIR</c>.</summary>
internal static class PkiInitCommand
{
    private const int LongestName = 60; // a common name has 64 characters (RFC 5280, ub-common-name), of which " CA" takes three
    private const uint DefaultYears = 20;
    private const uint MostYears = 50;

    public static Command Create(CliBuilder builder)
    {
        Option<string> folder = PkiSymbols.Folder(builder);
        Option<string> name = CliSymbols.Option<string>(builder, "--name", PkiTexts.OptName, "NAME");
        name.CustomParser = result => PkiSymbols.Scalar(result, result.Tokens[^1].Value, Scalars.Title(LongestName), builder.Language) ?? "";
        name.DefaultValueFactory = _ => "MCU";
        Option<uint> years = CliSymbols.Option<uint>(builder, "--years", PkiTexts.OptYears, "N");
        years.CustomParser = result => CliParsers.Whole(result, builder.Language, 1, MostYears);
        years.DefaultValueFactory = _ => DefaultYears;
        Option<string?> passphrase = PkiSymbols.PassphraseFile(builder);
        return PkiCommands.Verb(builder, "init", PkiTexts.Init, Run, folder, name, years, passphrase);

        int Run(CliCall call)
        {
            var store = new PkiStore(call.Get(folder)!, call.Environment.Time);
            AuthorityInfo made = store.Create(call.Get(name)!, (int)call.Get(years), PassphraseFile.Read(call.Get(passphrase)));
            Tell(call, store, made, call.Get(folder)!);
            return ExitCode.Done;
        }
    }

    private static void Tell(CliCall call, PkiStore store, AuthorityInfo made, string folder)
    {
        if (call.Json)
        {
            call.Output.Plain(CliJson.Write(new
            {
                authority = PkiJson.Of(made, call.Environment),
                certificate = store.AuthorityCertificate,
                key = store.AuthorityKey,
            }));
        }

        call.Output.Tell(
            PkiTexts.Created,
            ("authority", made.Name),
            ("certificate", store.AuthorityCertificate),
            ("until", PkiTables.Day(made.Lifetime.NotAfter, call.Environment)),
            ("days", made.Lifetime.DaysLeft(call.Environment.Time.GetUtcNow())));
        call.Output.Tell(PkiTexts.KeepSecret, ("key", store.AuthorityKey), ("dir", folder));
    }
}
