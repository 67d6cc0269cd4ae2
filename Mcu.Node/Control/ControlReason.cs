namespace Mcu.Node.Control;

/// <summary>
/// Why a command was refused. Part of the API: the names, in UPPER_SNAKE_CASE, are the reasons of google.rpc.ErrorInfo, and each has
/// its texts in <c>ErrorTexts</c>.
/// </summary>
public enum ControlReason
{
    InvalidField,
    ConferenceNotFound,
    ConferenceAmbiguous,
    ConferenceExists,
    NumberInUse,
    TooManyConferences,
    SiteNotFound,
    SiteAmbiguous,
    SiteNotConnected,
    SiteAlreadyConnected,
    SiteAddressUnknown,
    TooManySites,
    CallFailed,
    CallNotAnswered,
    FloorFree,
    FloorQueueEmpty,
    NotInFloorQueue,
    NoPicture,
    RecordingRunning,
    NotRecording,
    RecordingFailed,
    OpIdReused,
    Busy,
    TimedOut,
    ShuttingDown,
    NodeUnreachable,
    DirectiveUnknown,
    UnitNotFound,
    UnitAmbiguous,
    UnitUnreachable,
    MosaicUnsupported,
    FloorIsAbove,
    Internal,
}
