using System.Globalization;
using Mcu.Core.Composing;
using static Mcu.Core.Conferences.ConferenceEventKind;

namespace Mcu.Core.Conferences;

/// <summary>What commands do to one site on the roster and to nothing else: its place, hold, signal, mutes, gain, the chair.</summary>
internal sealed class SiteChanges(Roster roster)
{
    internal CommandOutcome Bind(ConferenceCommand.Bind bind)
    {
        if (bind.Role == SiteRole.Chair)
        {
            Depose();
        }

        Participant site = roster.Find(bind.Site) ?? new Participant(bind.Site, bind.Title, bind.Role);
        roster.Put(site with { Title = bind.Title, Address = bind.Address, Role = bind.Role, Srtp = bind.Srtp, IsBound = true });
        return CommandOutcome.Done(SiteBound, bind.Site, bind.Address ?? "");
    }

    internal CommandOutcome Ring(string site) => roster.Find(site) switch
    {
        null => CommandOutcome.Refused(Refusal.UnknownSite),
        { State: SiteState.Calling } => Change(site, called => called with { State = SiteState.Ringing }, SiteRinging),
        _ => CommandOutcome.Nothing,
    };

    internal CommandOutcome Adopt(ConferenceCommand.Adopt adopt)
    {
        Participant site = roster.Find(adopt.Site) ?? new Participant(adopt.Site, adopt.Title, SiteRole.Member);
        roster.Put(site.IsPresent ? site : site with { State = SiteState.Connected, LeftBecause = "" });
        return CommandOutcome.Nothing;
    }

    internal CommandOutcome Hold(ConferenceCommand.Hold hold)
    {
        SiteState wanted = hold.On ? SiteState.Held : SiteState.Connected;
        return ChangePresent(hold.Site, site => site with { State = wanted }, hold.On ? SiteHeld : SiteResumed);
    }

    internal CommandOutcome Signal(ConferenceCommand.Signal signal)
    {
        bool wasLost = roster.Find(signal.Site)?.SignalLost ?? false;
        CommandOutcome outcome = ChangePresent(
            signal.Site,
            site => site with { SendsPicture = signal.SendsPicture, SignalLost = signal.Lost },
            signal.Lost ? SignalLost : SignalReturned);
        return outcome.IsDone && wasLost == signal.Lost ? CommandOutcome.Nothing : outcome;
    }

    internal CommandOutcome Mute(ConferenceCommand.Mute mute) => Change(
        mute.Site,
        site => site with { Mutes = mute.On ? site.Mutes | mute.By : site.Mutes & ~mute.By },
        mute.On ? Muted : Unmuted,
        mute.By.ToString());

    internal CommandOutcome SetGain(ConferenceCommand.SetGain gain) =>
        gain.Decibels is >= Conference.MinGainDecibels and <= Conference.MaxGainDecibels
            ? Change(
                gain.Site,
                site => site with { GainDecibels = gain.Decibels },
                GainChanged,
                Decibels(gain.Decibels),
                Decibels(roster.Find(gain.Site)?.GainDecibels ?? 0))
            : CommandOutcome.Refused(Refusal.OutOfRange);

    internal CommandOutcome AppointChair(ConferenceCommand.AppointChair appoint)
    {
        string predecessor = roster.Chair?.Site ?? "";
        Depose();
        Participant chair = roster.Find(appoint.Site) ?? new Participant(appoint.Site, appoint.Title, SiteRole.Chair) { IsBound = true };
        roster.Put(chair with { Role = SiteRole.Chair });
        return CommandOutcome.Done(ChairAppointed, appoint.Site, former: predecessor);
    }

    private void Depose()
    {
        if (roster.Chair is { } former)
        {
            roster.Put(former with { Role = SiteRole.Member });
        }
    }

    private CommandOutcome ChangePresent(string site, Func<Participant, Participant> change, ConferenceEventKind kind) =>
        roster.Find(site) is { IsPresent: false }
            ? CommandOutcome.Refused(Refusal.SiteNotPresent)
            : Change(site, change, kind);

    private CommandOutcome Change(
        string site, Func<Participant, Participant> change, ConferenceEventKind kind, string detail = "", string former = "")
    {
        if (roster.Find(site) is not { } before)
        {
            return CommandOutcome.Refused(Refusal.UnknownSite);
        }

        Participant after = change(before);
        roster.Put(after);
        return after == before ? CommandOutcome.Nothing : CommandOutcome.Done(kind, site, detail, former);
    }

    private static string Decibels(double gain) => gain.ToString("0.#", CultureInfo.InvariantCulture);
}
