namespace Mcu.Node.Control;

/// <summary>Makes each refusal with the data that its texts need.</summary>
public static class ControlErrors
{
    public static ControlError InvalidFields(IReadOnlyList<FieldError> fields) =>
        new(ControlReason.InvalidField, Data(("fields", string.Join(", ", fields.Select(field => field.Field)))), fields);

    public static ControlError InvalidField(FieldError field) => InvalidFields([field]);

    public static ControlError ConferenceNotFound(string query, IReadOnlyList<string> near) =>
        Make(ControlReason.ConferenceNotFound, ("conference", query), ("near", Names(near)));

    public static ControlError ConferenceAmbiguous(string query, IReadOnlyList<string> candidates) =>
        Make(ControlReason.ConferenceAmbiguous, ("conference", query), ("candidates", Names(candidates)));

    public static ControlError ConferenceExists(string name) =>
        Make(ControlReason.ConferenceExists, ("conference", name));

    public static ControlError NumberInUse(string number, string conference) =>
        Make(ControlReason.NumberInUse, ("number", number), ("conference", conference));

    public static ControlError TooManyConferences(int limit) =>
        Make(ControlReason.TooManyConferences, ("limit", $"{limit}"));

    public static ControlError SiteNotFound(string query, string conference, IReadOnlyList<string> near) =>
        Make(ControlReason.SiteNotFound, ("site", query), ("conference", conference), ("near", Names(near)));

    public static ControlError SiteAmbiguous(string query, string conference, IReadOnlyList<string> candidates) =>
        Make(ControlReason.SiteAmbiguous, ("site", query), ("conference", conference), ("candidates", Names(candidates)));

    public static ControlError SiteNotConnected(string site, string conference) =>
        Make(ControlReason.SiteNotConnected, ("site", site), ("conference", conference));

    public static ControlError SiteAlreadyConnected(string site, string conference) =>
        Make(ControlReason.SiteAlreadyConnected, ("site", site), ("conference", conference));

    public static ControlError SiteAddressUnknown(string site, string conference) =>
        Make(ControlReason.SiteAddressUnknown, ("site", site), ("conference", conference));

    public static ControlError TooManySites(string conference, int limit) =>
        Make(ControlReason.TooManySites, ("conference", conference), ("limit", $"{limit}"));

    /// <summary>The room refused: a SIP status from 300 on with its reason phrase.</summary>
    public static ControlError CallFailed(string target, int sipStatus, string phrase) =>
        Make(ControlReason.CallFailed, ("target", target), ("sip_status", $"{sipStatus}"), ("phrase", phrase));

    public static ControlError CallNotAnswered(string target, int attempts) =>
        Make(ControlReason.CallNotAnswered, ("target", target), ("attempts", $"{attempts}"));

    public static ControlError FloorFree(string conference) => Make(ControlReason.FloorFree, ("conference", conference));

    public static ControlError FloorQueueEmpty(string conference) =>
        Make(ControlReason.FloorQueueEmpty, ("conference", conference));

    public static ControlError NotInFloorQueue(string site, string conference) =>
        Make(ControlReason.NotInFloorQueue, ("site", site), ("conference", conference));

    public static ControlError NoPicture(string conference) => Make(ControlReason.NoPicture, ("conference", conference));

    public static ControlError RecordingRunning(string conference, string path) =>
        Make(ControlReason.RecordingRunning, ("conference", conference), ("path", path));

    public static ControlError NotRecording(string conference) => Make(ControlReason.NotRecording, ("conference", conference));

    /// <summary>The file could not be written; the cause is the system's own words.</summary>
    public static ControlError RecordingFailed(string path, string cause) =>
        Make(ControlReason.RecordingFailed, ("path", path), ("cause", cause));

    public static ControlError OpIdReused(string opId, string method) =>
        Make(ControlReason.OpIdReused, ("op_id", opId), ("method", method));

    /// <summary>The queue of commands is full.</summary>
    public static ControlError Busy() => Make(ControlReason.Busy);

    /// <summary>The control loop did not answer in time.</summary>
    public static ControlError TimedOut(TimeSpan limit) =>
        Make(ControlReason.TimedOut, ("seconds", $"{limit.TotalSeconds:0.#}"));

    public static ControlError ShuttingDown() => Make(ControlReason.ShuttingDown);

    /// <summary>The node that the site's room has called does not answer.</summary>
    public static ControlError NodeUnreachable(string node, string site) =>
        Make(ControlReason.NodeUnreachable, ("node", node), ("site", site));

    /// <summary>The node is of an older version and does not know the act.</summary>
    public static ControlError DirectiveUnknown(string node) => Make(ControlReason.DirectiveUnknown, ("node", node));

    /// <summary>No node below is called so; the units are those that there are.</summary>
    public static ControlError UnitNotFound(string query, string conference, IReadOnlyList<string> units) =>
        Make(ControlReason.UnitNotFound, ("unit", query), ("conference", conference), ("near", Names(units)));

    /// <summary>A name fits several units, or units and sites.</summary>
    public static ControlError UnitAmbiguous(string query, string conference, IReadOnlyList<string> candidates) =>
        Make(ControlReason.UnitAmbiguous, ("unit", query), ("conference", conference), ("candidates", Names(candidates)));

    /// <summary>The node of a unit does not answer.</summary>
    public static ControlError UnitUnreachable(string node) => Make(ControlReason.UnitUnreachable, ("node", node));

    /// <summary>The node is of an older version and gives pictures of single sites only.</summary>
    public static ControlError MosaicUnsupported(string unit) => Make(ControlReason.MosaicUnsupported, ("unit", unit));

    /// <summary>No room of a unit of this name is in a call with this node; the units are those of which some are.</summary>
    public static ControlError NothingAdopted(string query, IReadOnlyList<string> units) =>
        Make(ControlReason.NothingAdopted, ("unit", query), ("near", Names(units)));

    /// <summary>The node above gives the floor of this meeting.</summary>
    public static ControlError FloorIsAbove(string conference) => Make(ControlReason.FloorIsAbove, ("conference", conference));

    /// <summary>Nobody's slides are shown.</summary>
    public static ControlError ContentFree(string conference) => Make(ControlReason.ContentFree, ("conference", conference));

    /// <summary>The site has no slides to show.</summary>
    public static ControlError NoSlides(string site, string conference) =>
        Make(ControlReason.NoSlides, ("site", site), ("conference", conference));

    /// <summary>The node above says whose slides are shown in this meeting.</summary>
    public static ControlError ContentIsAbove(string conference) => Make(ControlReason.ContentIsAbove, ("conference", conference));

    /// <summary>The meetings are another node's of the group.</summary>
    public static ControlError NotActive(string group, string leader) => Make(ControlReason.NotActive, ("group", group), ("leader", leader));

    /// <summary>No node of the group has begun to lead its meetings, as far as this one knows.</summary>
    public static ControlError NobodyLeads(string group) => Make(ControlReason.NobodyLeads, ("group", group));

    /// <summary>Done here, and not known to outlive this node.</summary>
    public static ControlError NotKept(string opId) => Make(ControlReason.NotKept, ("op_id", opId));

    /// <summary>The node is in no HA group.</summary>
    public static ControlError NoStandby(string node) => Make(ControlReason.NoStandby, ("node", node));

    /// <summary>An order that the node's role does not fit.</summary>
    public static ControlError WrongRole(string node, string role) => Make(ControlReason.WrongRole, ("node", node), ("role", role));

    /// <summary>Another order is not finished.</summary>
    public static ControlError OrderUnderWay(string node) => Make(ControlReason.OrderUnderWay, ("node", node));

    /// <summary>The standby lacks entries of the log.</summary>
    public static ControlError StandbyLags(ulong entries) => Make(ControlReason.StandbyLags, ("entries", $"{entries}"));

    /// <summary>The standby does not answer.</summary>
    public static ControlError StandbyUnreachable() => Make(ControlReason.StandbyUnreachable);

    /// <summary>Nobody took the lead in time.</summary>
    public static ControlError NotHandedOver() => Make(ControlReason.NotHandedOver);

    /// <summary>The group did not agree on its change.</summary>
    public static ControlError GroupNotChanged(string member) => Make(ControlReason.GroupNotChanged, ("member", member));

    /// <summary>A leader was heard a moment ago: nobody is forced beside it.</summary>
    public static ControlError LeaderIsAlive(string leader) => Make(ControlReason.LeaderIsAlive, ("leader", leader));

    /// <summary>What was typed is not what is asked for; the warning says what cannot be known.</summary>
    public static ControlError NotConfirmed(string confirmation, string seconds, ulong unknown) =>
        Make(ControlReason.NotConfirmed, ("confirmation", confirmation), ("seconds", seconds), ("unknown", $"{unknown}"));

    /// <summary>A drill while sites are connected.</summary>
    public static ControlError InMeeting(int sites) => Make(ControlReason.InMeeting, ("sites", $"{sites}"));

    /// <summary>A bug of ours; the id finds it in the log.</summary>
    public static ControlError Internal(string incident) => Make(ControlReason.Internal, ("incident", incident));

    private static string Names(IReadOnlyList<string> names) => string.Join(", ", names);

    private static ControlError Make(ControlReason reason, params (string Key, string Value)[] data) =>
        new(reason, Data(data), []);

    private static Dictionary<string, string> Data(params (string Key, string Value)[] data) =>
        data.ToDictionary(item => item.Key, item => item.Value, StringComparer.Ordinal);
}
