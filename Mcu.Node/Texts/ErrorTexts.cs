using Mcu.Node.Control;

namespace Mcu.Node.Texts;

/// <summary>Refusals: what was wrong, where, and what to do next.</summary>
public static class ErrorTexts
{
    public static Text InvalidField { get; } = new(
        "Yêu cầu sai ở: {fields}. Sửa lại rồi gửi lần nữa.",
        "The request is wrong in: {fields}. Correct it and send it again.");

    public static Text ConferenceNotFound { get; } = new(
        "Không có cuộc họp «{conference}». Xem các cuộc họp đang có: mcu conference list.",
        "There is no conference “{conference}”. See those there are: mcu conference list.");

    public static Text ConferenceNotFoundNear { get; } = new(
        "Không có cuộc họp «{conference}». Tên gần giống: {near}. Xem tất cả: mcu conference list.",
        "There is no conference “{conference}”. Near names: {near}. See all: mcu conference list.");

    public static Text ConferenceAmbiguous { get; } = new(
        "«{conference}» chỉ nhiều cuộc họp: {candidates}. Gõ tên đầy đủ hơn, hoặc dùng số.",
        "“{conference}” fits several conferences: {candidates}. Type more of the name, or use the number.");

    public static Text ConferenceExists { get; } = new(
        "Đã có cuộc họp tên «{conference}». Chọn tên khác, hoặc kết thúc cuộc họp đó: mcu conference end \"{conference}\".",
        "A conference named “{conference}” exists. Choose another name, or end that one: mcu conference end \"{conference}\".");

    public static Text NumberInUse { get; } = new(
        "Số {number} đang là của cuộc họp «{conference}». Chọn số khác, hoặc bỏ trống để máy tự cấp.",
        "Number {number} belongs to “{conference}”. Choose another, or leave it out and the node gives a free one.");

    public static Text TooManyConferences { get; } = new(
        "Máy đã đủ {limit} cuộc họp. Kết thúc một cuộc họp trước: mcu conference list.",
        "The node has {limit} conferences, its limit. End one first: mcu conference list.");

    public static Text SiteNotFound { get; } = new(
        "Cuộc họp «{conference}» không có điểm cầu «{site}». Xem các điểm cầu: mcu site list \"{conference}\".",
        "Conference “{conference}” has no site “{site}”. See its sites: mcu site list \"{conference}\".");

    public static Text SiteNotFoundNear { get; } = new(
        "Cuộc họp «{conference}» không có điểm cầu «{site}». Tên gần giống: {near}. Xem tất cả: mcu site list \"{conference}\".",
        "Conference “{conference}” has no site “{site}”. Near names: {near}. See all: mcu site list \"{conference}\".");

    public static Text SiteAmbiguous { get; } = new(
        "«{site}» chỉ nhiều điểm cầu của «{conference}»: {candidates}. Gõ tên đầy đủ hơn.",
        "“{site}” fits several sites of “{conference}”: {candidates}. Type more of the name.");

    public static Text SiteNotConnected { get; } = new(
        "Điểm cầu «{site}» chưa kết nối vào «{conference}». Gọi điểm cầu: mcu site call \"{conference}\" \"{site}\".",
        "Site “{site}” is not connected to “{conference}”. Call it: mcu site call \"{conference}\" \"{site}\".");

    public static Text SiteAlreadyConnected { get; } = new(
        "Điểm cầu «{site}» đã ở trong «{conference}». Muốn gọi lại thì ngắt trước: mcu site drop \"{conference}\" \"{site}\".",
        "Site “{site}” is in “{conference}” already. To call it again, drop it first: mcu site drop \"{conference}\" \"{site}\".");

    public static Text SiteAddressUnknown { get; } = new(
        "Chưa biết địa chỉ SIP của điểm cầu «{site}». Gọi bằng địa chỉ: mcu site call \"{conference}\" sip:… --name \"{site}\".",
        "No SIP address is known for site “{site}”. Call it by address: mcu site call \"{conference}\" sip:… --name \"{site}\".");

    public static Text TooManySites { get; } = new(
        "Cuộc họp «{conference}» đã đủ {limit} điểm cầu. Ngắt một điểm cầu trước: mcu site list \"{conference}\".",
        "Conference “{conference}” has {limit} sites, its limit. Drop one first: mcu site list \"{conference}\".");

    public static Text CallFailed { get; } = new(
        "Gọi {target} không được: {sip_status} {phrase}. Kiểm tra thiết bị đầu cuối và địa chỉ, rồi gọi lại.",
        "Calling {target} failed: {sip_status} {phrase}. Check the endpoint and the address, then call again.");

    public static Text CallNotAnswered { get; } = new(
        "{target} không trả lời sau {attempts} lần gọi. Liên hệ cán bộ kỹ thuật của điểm cầu, kiểm tra đường truyền.",
        "{target} did not answer in {attempts} attempts. Contact the site's technician and check the line.");

    public static Text FloorFree { get; } = new(
        "Không điểm cầu nào đang phát biểu trong «{conference}». Mời phát biểu: mcu floor give \"{conference}\" TÊN.",
        "Nobody has the floor in “{conference}”. Give it: mcu floor give \"{conference}\" SITE.");

    public static Text FloorQueueEmpty { get; } = new(
        "Chưa có điểm cầu nào đăng ký phát biểu trong «{conference}». Mời theo tên: mcu floor give \"{conference}\" TÊN.",
        "No site has asked for the floor in “{conference}”. Name one: mcu floor give \"{conference}\" SITE.");

    public static Text NotInFloorQueue { get; } = new(
        "Điểm cầu «{site}» không có trong hàng đợi phát biểu của «{conference}». Xem: mcu floor queue \"{conference}\".",
        "Site “{site}” is not in the floor queue of “{conference}”. See it: mcu floor queue \"{conference}\".");

    public static Text NoPicture { get; } = new(
        "Cuộc họp «{conference}» chưa ghép được hình nào. Thử lại sau một giây.",
        "Conference “{conference}” has composed no picture yet. Try again in a second.");

    public static Text RecordingRunning { get; } = new(
        "Cuộc họp «{conference}» đang ghi hình vào {path}. Dừng trước: mcu record stop \"{conference}\".",
        "Conference “{conference}” is being recorded to {path}. Stop that first: mcu record stop \"{conference}\".");

    public static Text NotRecording { get; } = new(
        "Cuộc họp «{conference}» không đang ghi hình. Bắt đầu: mcu record start \"{conference}\".",
        "Conference “{conference}” is not being recorded. Start: mcu record start \"{conference}\".");

    public static Text RecordingFailed { get; } = new(
        "Không ghi được {path}: {cause}. Kiểm tra dung lượng và quyền ghi của thư mục; cuộc họp vẫn tiếp tục.",
        "{path} cannot be written: {cause}. Check the folder's free space and rights; the conference goes on.");

    public static Text OpIdReused { get; } = new(
        "op_id {op_id} đã dùng cho thao tác {method}. Mỗi thao tác mới cần một op_id mới.",
        "op_id {op_id} was used for {method}. Every new act needs an op_id of its own.");

    public static Text Busy { get; } = new(
        "Máy đang quá nhiều lệnh. Đợi vài giây rồi gửi lại.",
        "The node has too many commands waiting. Wait a few seconds and send it again.");

    public static Text TimedOut { get; } = new(
        "Máy không trả lời trong {seconds} giây. Xem tải: mcu node info; gửi lại với cùng op_id là an toàn.",
        "The node did not answer within {seconds} s. See its load: mcu node info; a retry with the same op_id is safe.");

    public static Text ShuttingDown { get; } = new(
        "Máy đang tắt. Đợi khởi động lại, hoặc chỉ tới máy khác bằng --server.",
        "The node is shutting down. Wait for it to start again, or point to another with --server.");

    public static Text NodeUnreachable { get; } = new(
        "MCU {node} của điểm cầu \"{site}\" không trả lời. Xem đường nối: mcu cascade show.",
        "The MCU {node} of site \"{site}\" does not answer. See its link: mcu cascade show.");

    public static Text DirectiveUnknown { get; } = new(
        "MCU {node} là bản cũ, chưa biết lệnh này. Nâng cấp máy đó, hoặc làm lệnh tại máy đó.",
        "The MCU {node} is of an older version and does not know this act. Upgrade it, or act there.");

    public static Text UnitNotFound { get; } = new(
        "Cuộc họp «{conference}» không có đơn vị «{unit}»: chưa MCU cấp dưới nào nối vào. Xem: mcu cascade show.",
        "Conference “{conference}” has no unit “{unit}”: no node below is linked. See: mcu cascade show.");

    public static Text UnitNotFoundNear { get; } = new(
        "Cuộc họp «{conference}» không có đơn vị «{unit}». Các đơn vị: {near}. Xem: mcu cascade show.",
        "Conference “{conference}” has no unit “{unit}”. Its units: {near}. See: mcu cascade show.");

    public static Text UnitAmbiguous { get; } = new(
        "«{unit}» chỉ nhiều đơn vị, điểm cầu của «{conference}». Gõ đúng một tên trong số: {candidates}.",
        "“{unit}” fits several units and sites of “{conference}”. Type one of: {candidates}.");

    public static Text UnitUnreachable { get; } = new(
        "MCU {node} không trả lời. Xem đường nối: mcu cascade show.",
        "The MCU {node} does not answer. See its link: mcu cascade show.");

    public static Text MosaicUnsupported { get; } = new(
        "MCU của {unit} là bản cũ, chưa gửi được hình ghép của đơn vị. Nâng cấp máy đó, hoặc xem từng điểm cầu.",
        "The MCU of {unit} is of an older version and cannot send a picture of all its sites. Upgrade it, or show single sites.");

    public static Text NothingAdopted { get; } = new(
        "MCU này không đang gọi thay phòng nào của «{unit}». Xem: mcu cascade show.",
        "This MCU has called no room in place of “{unit}”. See: mcu cascade show.");

    public static Text NothingAdoptedNear { get; } = new(
        "MCU này không đang gọi thay phòng nào của «{unit}»; đang gọi thay: {near}. Xem: mcu cascade show.",
        "This MCU has called no room in place of “{unit}”, but for: {near}. See: mcu cascade show.");

    public static Text FloorIsAbove { get; } = new(
        "\"{conference}\" là cuộc họp của cấp trên: cấp trên mời phát biểu. Đăng ký: phòng bấm *1; hoặc gọi cho trực cấp trên.",
        "\"{conference}\" is a meeting of the level above, which gives the floor. Ask for it: *1 in the room, or call the operators above.");

    public static Text ContentFree { get; } = new(
        "Không điểm cầu nào đang trình chiếu trong «{conference}». Xem: mcu content show \"{conference}\".",
        "Nobody's slides are shown in “{conference}”. See who has some: mcu content show \"{conference}\".");

    public static Text NoSlides { get; } = new(
        "Điểm cầu «{site}» chưa gửi nội dung trình chiếu vào «{conference}». Nhờ phòng họp bấm trình chiếu, rồi xem: mcu content show \"{conference}\".",
        "Site “{site}” sends no slides to “{conference}”. Have the room start its presentation, then see: mcu content show \"{conference}\".");

    public static Text ContentIsAbove { get; } = new(
        "\"{conference}\" là cuộc họp của cấp trên: cấp trên chọn nội dung trình chiếu. Gọi cho trực cấp trên.",
        "\"{conference}\" is a meeting of the level above, which says whose slides are shown. Call the operators above.");

    public static Text NotActive { get; } = new(
        "MCU này đang là máy dự phòng của nhóm {group}; máy đang điều khiển: {leader}. Gửi lệnh tới máy đó bằng --server.",
        "This MCU is the standby of the group {group}; {leader} leads. Ask there, with --server.");

    public static Text NobodyLeads { get; } = new(
        "Nhóm {group} đang chuyển máy, lúc này chưa máy nào điều khiển. Thử lại sau vài giây; xem: mcu ha status.",
        "The group {group} is changing over: no MCU leads at this moment. Try again in a few seconds; see: mcu ha status.");

    public static Text NotKept { get; } = new(
        "Đã làm tại máy này, nhưng máy dự phòng chưa xác nhận: không rõ còn hiệu lực sau khi chuyển máy không. Gửi lại với cùng op_id {op_id}; xem: mcu ha status.",
        "Done here, but the standby has not confirmed it: whether it outlives a failover is not known. Send it again with the same op_id {op_id}; see: mcu ha status.");

    public static Text NoStandby { get; } = new(
        "MCU {node} không thuộc nhóm dự phòng nào. Khai mục ha trong cấu hình của máy; mẫu: mcu config sample.",
        "The MCU {node} is in no group with a standby. Configure its section ha; a sample: mcu config sample.");

    public static Text WrongRole { get; } = new(
        "MCU {node} đang là {role}, không làm lệnh này được. Xem máy nào đang điều khiển: mcu ha status.",
        "The MCU {node} is {role} and cannot do this. See who leads: mcu ha status.");

    public static Text OrderUnderWay { get; } = new(
        "MCU {node} đang làm một lệnh khác về chuyển máy. Đợi vài giây; xem: mcu ha status.",
        "The MCU {node} is carrying out another such order. Wait a few seconds; see: mcu ha status.");

    public static Text StandbyLags { get; } = new(
        "Máy dự phòng còn thiếu {entries} mục, chưa nhận điều khiển được. Đợi nó theo kịp; xem: mcu ha status.",
        "The standby lacks {entries} entries and must not take over yet. Wait until it has caught up; see: mcu ha status.");

    public static Text StandbyUnreachable { get; } = new(
        "Không liên lạc được máy dự phòng. Kiểm tra máy đó và đường nối; xem: mcu ha status.",
        "The standby cannot be reached. Check it and the line to it; see: mcu ha status.");

    public static Text NotHandedOver { get; } = new(
        "Máy dự phòng không nhận điều khiển kịp; máy này điều khiển tiếp. Xem: mcu ha status.",
        "The standby did not take over in time; this MCU leads on. See: mcu ha status.");

    public static Text GroupNotChanged { get; } = new(
        "Nhóm chưa đồng ý thay đổi {member}: cần hai trong ba máy trả lời. Xem: mcu ha status.",
        "The group did not agree on the change of {member}: two of the three have to answer. See: mcu ha status.");

    public static Text LeaderIsAlive { get; } = new(
        "{leader} vẫn đang điều khiển. Để chuyển máy không rủi ro: mcu ha switchover tại máy đó.",
        "{leader} leads and was heard a moment ago. To change over without risk: mcu ha switchover there.");

    public static Text NotConfirmed { get; } = new(
        "Không nghe máy nào khác từ {seconds} giây. Không thể biết máy kia có đang điều khiển cuộc họp hay không (khi đó phòng họp nghe hai máy), "
        + "và {unknown} mục gần nhất có được nhóm chấp nhận hay không. Chỉ tiếp tục khi máy kia đã tắt nguồn; gõ đúng: --confirm {confirmation}.",
        "No other member was heard for {seconds} s. Whether the other MCU still leads (rooms would hear both) and whether the newest {unknown} entries "
        + "were agreed on cannot be known. Go on only when the other is powered off; type exactly: --confirm {confirmation}.");

    public static Text InMeeting { get; } = new(
        "Đang có {sites} điểm cầu trong cuộc họp: diễn tập làm ngoài giờ họp. Vẫn muốn làm: --in-meeting.",
        "{sites} sites are in a meeting: drills are for outside meetings. To do it all the same: --in-meeting.");

    public static Text Internal { get; } = new(
        "Lỗi bên trong của MCU, mã {incident}. Tìm mã này trong nhật ký của máy và báo cho nhà cung cấp.",
        "An internal error of the MCU, incident {incident}. Find it in the node's log and report it.");

    /// <summary>The text of a refusal; with near names where it has some.</summary>
    public static Message Of(ControlError error) => new(
        HasNear(error) && WithNear(error.Reason) is { } near ? near : Of(error.Reason), error.Data);

    /// <summary>The text of a reason.</summary>
    public static Text Of(ControlReason reason) => reason switch
    {
        ControlReason.InvalidField => InvalidField,
        ControlReason.ConferenceNotFound => ConferenceNotFound,
        ControlReason.ConferenceAmbiguous => ConferenceAmbiguous,
        ControlReason.ConferenceExists => ConferenceExists,
        ControlReason.NumberInUse => NumberInUse,
        ControlReason.TooManyConferences => TooManyConferences,
        ControlReason.SiteNotFound => SiteNotFound,
        ControlReason.SiteAmbiguous => SiteAmbiguous,
        ControlReason.SiteNotConnected => SiteNotConnected,
        ControlReason.SiteAlreadyConnected => SiteAlreadyConnected,
        ControlReason.SiteAddressUnknown => SiteAddressUnknown,
        ControlReason.TooManySites => TooManySites,
        ControlReason.CallFailed => CallFailed,
        ControlReason.CallNotAnswered => CallNotAnswered,
        ControlReason.FloorFree => FloorFree,
        ControlReason.FloorQueueEmpty => FloorQueueEmpty,
        ControlReason.NotInFloorQueue => NotInFloorQueue,
        ControlReason.NoPicture => NoPicture,
        ControlReason.RecordingRunning => RecordingRunning,
        ControlReason.NotRecording => NotRecording,
        ControlReason.RecordingFailed => RecordingFailed,
        ControlReason.OpIdReused => OpIdReused,
        ControlReason.Busy => Busy,
        ControlReason.TimedOut => TimedOut,
        ControlReason.ShuttingDown => ShuttingDown,
        ControlReason.NodeUnreachable => NodeUnreachable,
        ControlReason.DirectiveUnknown => DirectiveUnknown,
        ControlReason.UnitNotFound => UnitNotFound,
        ControlReason.UnitAmbiguous => UnitAmbiguous,
        ControlReason.UnitUnreachable => UnitUnreachable,
        ControlReason.MosaicUnsupported => MosaicUnsupported,
        ControlReason.NothingAdopted => NothingAdopted,
        ControlReason.FloorIsAbove => FloorIsAbove,
        ControlReason.ContentFree => ContentFree,
        ControlReason.NoSlides => NoSlides,
        ControlReason.ContentIsAbove => ContentIsAbove,
        ControlReason.NotActive => NotActive,
        ControlReason.NobodyLeads => NobodyLeads,
        ControlReason.NotKept => NotKept,
        ControlReason.NoStandby => NoStandby,
        ControlReason.WrongRole => WrongRole,
        ControlReason.OrderUnderWay => OrderUnderWay,
        ControlReason.StandbyLags => StandbyLags,
        ControlReason.StandbyUnreachable => StandbyUnreachable,
        ControlReason.NotHandedOver => NotHandedOver,
        ControlReason.GroupNotChanged => GroupNotChanged,
        ControlReason.LeaderIsAlive => LeaderIsAlive,
        ControlReason.NotConfirmed => NotConfirmed,
        ControlReason.InMeeting => InMeeting,
        ControlReason.Internal => Internal,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "a reason without a text"),
    };

    private static Text? WithNear(ControlReason reason) => reason switch
    {
        ControlReason.ConferenceNotFound => ConferenceNotFoundNear,
        ControlReason.SiteNotFound => SiteNotFoundNear,
        ControlReason.UnitNotFound => UnitNotFoundNear,
        ControlReason.NothingAdopted => NothingAdoptedNear,
        _ => null,
    };

    private static bool HasNear(ControlError error) => error.Data.TryGetValue("near", out string? near) && near.Length > 0;
}
