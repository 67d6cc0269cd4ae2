using Google.Protobuf;
using Mcu.Cascade.Replication;
using Mcu.Core.Conferences;
using Mcu.Core.Time;
using Mcu.Node.Calls;
using Mcu.Node.Conferences;
using Mcu.Node.Loops;
using Mcu.Node.Media;
using Mcu.V1;
using Conference = Mcu.Core.Conferences.Conference;
using SiteState = Mcu.Core.Conferences.SiteState;

namespace Mcu.Node.Failover;

/// <summary>
/// This node's meetings as records that its standby keeps; and the way back: meetings out of records when this node takes over, and
/// all of them out of the node, without a word, when another has. Belongs to the control loop.
/// </summary>
internal sealed class MeetingState(
    ConferenceRegistry registry, ConferenceOpening opening, ConferenceRecorder recorder, CallDirector director, CallTakeover takeover, Action openConfigured)
{
    /// <summary>Told when the meetings are given up, with what acts have changed in them.</summary>
    public Action OnAbandoned { get; set; } = () => { };

    /// <summary>All conferences and calls as they are now.</summary>
    public IEnumerable<(RecordKey Key, IMessage Record)> Records()
    {
        foreach (LiveConference conference in registry.All)
        {
            yield return (new RecordKey(ReplicatedKinds.Conference, conference.Id), ConferenceRecords.Of(conference.State.Image, conference.CreatedAt));
        }

        foreach (LiveCall call in director.Calls.Where(call => !call.SiteStays)) // calls that their sites do not hang on are made anew
        {
            yield return (new RecordKey(ReplicatedKinds.Dialog, $"{call.Sip.CallId} {call.Sip.LocalTag}"), takeover.Capture(call));
        }
    }

    /// <summary>Runs the meetings of the node before; those of the configuration when there never were any.</summary>
    /// <returns>The conferences that were being recorded, with the file before.</returns>
    public IReadOnlyList<(LiveConference Conference, string File)> Resume(IReadOnlyList<ConferenceRecord> stored, bool isFirst)
    {
        director.AwaitCalls();
        if (isFirst)
        {
            openConfigured();
        }

        List<(LiveConference, string)> recorded = [];
        foreach (ConferenceRecord record in stored)
        {
            ConferenceImage image = ConferenceRecords.ImageOf(record);
            LiveConference conference = registry.Resume(image with { Sites = [.. image.Sites.Select(WithoutCall)] }, record.CreatedAt.ToDateTimeOffset());
            if (image.RecordingFile is { } file)
            {
                recorded.Add((conference, file));
            }
        }

        return recorded;
    }

    /// <summary>Goes on with a recording of the node before, in a file of the next number.</summary>
    public bool Record(LiveConference conference, string former) =>
        recorder.Start(conference, RecordingParts.Next(Path.GetFileName(former))).Error is null;

    /// <summary>Begins every picture anew, to rooms and from rooms: something may have been missed.</summary>
    public void RequestKeyFrames()
    {
        foreach (VideoStream stream in director.Calls.Select(call => call.Leg?.Video).OfType<VideoStream>())
        {
            stream.Resume();
        }
    }

    /// <summary>Rooms of this node and units below that have sound or pictures of a meeting now.</summary>
    public IEnumerable<DrillPart> Present()
    {
        foreach (LiveCall call in director.Calls.Where(call => call.Leg is not null))
        {
            Participant? site = call.Conference.State.Find(call.Site);
            yield return new DrillPart
            {
                Conference = call.Conference.Id,
                Site = call.Site,
                Title = site?.Title ?? call.Title,
                HadSound = call.Leg!.Audio is { Receive.Packets: > 0 },
                HadPicture = call.Leg.Video is { Receive.Packets: > 0 } && site is { SendsPicture: true, SignalLost: false },
            };
        }

        foreach (LiveConference conference in registry.All)
        {
            // A unit's sound outlives its last room for a few seconds: nobody is there who could lose it.
            foreach (string unit in conference.Links.Sounds.Keys.Where(node => conference.Links.Units.ContainsKey(node) && HasSites(conference, node)))
            {
                yield return new DrillPart
                {
                    Conference = conference.Id,
                    Unit = unit,
                    Title = conference.Links.Units[unit].Title,
                    HadSound = true,
                    HadPicture = conference.Links.ProgramsDown.ContainsKey(unit),
                };
            }
        }
    }

    /// <summary>All calls that are known have been taken over: rooms that were here by others have left.</summary>
    public void LeaveWithoutCall()
    {
        foreach (LiveConference conference in registry.All)
        {
            foreach (Participant site in conference.State.Image.Sites.Where(site => site is { IsPresent: true, Via: null } && conference.CallOf(site.Site) is null).ToArray())
            {
                conference.Apply(new ConferenceCommand.Leave(site.Site, CallReasons.DialogLost), MonotonicClock.Now);
            }
        }
    }

    /// <summary>Drops all meetings and calls: no BYE, no goodbye of a meeting. Another node has them.</summary>
    public void Abandon()
    {
        takeover.Abandon();
        foreach (LiveConference conference in registry.All.ToArray())
        {
            opening.Close(conference, CallReasons.TakenOver);
        }

        OnAbandoned();
    }

    private static bool HasSites(LiveConference conference, string node) =>
        conference.State.Image.Sites.Any(site => site.IsPresent && site.Via == node);

    // Its call is not here yet, or comes back with the node below through which it is here.
    private static Participant WithoutCall(Participant site) => site switch
    {
        { IsPresent: true } => site with { SignalLost = true },
        { IsBeingCalled: true } => site with { State = SiteState.Left, LeftBecause = CallReasons.TakenOver },
        _ => site,
    };
}
