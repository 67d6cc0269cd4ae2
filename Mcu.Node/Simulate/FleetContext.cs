using Mcu.Node.Simulate.Media;
using Mcu.Node.Simulate.Sip;

namespace Mcu.Node.Simulate;

/// <summary>What the rooms of a fleet share.</summary>
/// <param name="Options">What the fleet was told.</param>
/// <param name="Schedule">Who speaks when.</param>
/// <param name="Clock">The fleet's time.</param>
/// <param name="Phone">The user agent.</param>
/// <param name="Media">Ports, threads and memory.</param>
/// <param name="Rooms">All rooms.</param>
internal sealed record FleetContext(
    FleetOptions Options, TalkSchedule Schedule, FleetClock Clock, Phone Phone, FleetMedia Media, RoomDirectory Rooms);
