using Mcu.Cascade.Failover;

namespace Mcu.Node.Texts;

/// <summary>Why a node's role changed, and why an order is not carried out.</summary>
public static class FailoverTexts
{
    public static Text Started { get; } = new("máy đã vào nhóm dự phòng", "the node joined its group");

    public static Text Elected { get; } = new("được đa số trong nhóm chọn", "elected by a majority");

    public static Text UpToDate { get; } = new("đã có đủ dữ liệu và bắt đầu điều khiển", "has all data and serves");

    public static Text LeaseLost { get; } = new("mất liên lạc với đa số trong nhóm", "lost the majority of its group");

    public static Text LeadershipLost { get; } = new("máy khác có thể đã được chọn", "another may have been elected");

    public static Text Lagging { get; } = new("dữ liệu còn thiếu {entries} bản ghi", "its data lack {entries} entries");

    public static Text NotCommitted { get; } = new("nhóm không xác nhận kịp", "the group did not agree in time");

    public static Text NotRestored { get; } = new("không khôi phục được cuộc họp từ dữ liệu", "conferences could not be restored from its data");

    public static Text Switchover { get; } = new("chuyển máy theo lệnh", "switchover as ordered");

    public static Text Rejoined { get; } = new("đã trở lại làm máy dự phòng", "back as the standby");

    public static Text Drained { get; } = new("rút ra để bảo trì", "out for maintenance");

    public static Text Undrained { get; } = new("trở lại sau bảo trì", "back from maintenance");

    public static Text Forced { get; } = new("bị buộc điều khiển theo lệnh", "forced to serve as ordered");

    public static Text Accepted { get; } = new("lệnh đã được thực hiện", "the order is carried out");

    public static Text WrongRole { get; } = new("máy không ở vai trò phù hợp với lệnh này", "the node's role does not allow this");

    public static Text Busy { get; } = new("một lệnh khác đang được thực hiện", "another order is under way");

    public static Text StandbyLags { get; } = new("máy dự phòng còn thiếu {entries} bản ghi", "the standby lacks {entries} entries");

    public static Text StandbyUnreachable { get; } = new("không liên lạc được với máy dự phòng", "the standby cannot be reached");

    public static Text NotHandedOver { get; } = new("không máy nào nhận quyền điều khiển kịp; máy này tiếp tục", "nobody took over in time; this node serves on");

    public static Text GroupNotChanged { get; } = new("nhóm không xác nhận thay đổi", "the group did not agree to the change");

    public static Text ElectedMeanwhile { get; } = new("máy vừa được chọn để điều khiển", "the node has just been elected");

    public static Text LeaderIsAlive { get; } = new(
        "máy đang điều khiển vẫn hoạt động: hãy dùng lệnh chuyển máy", "the node that serves is alive: order a switchover");

    public static Text NotConfirmed { get; } = new("chuỗi xác nhận không đúng", "the confirmation is not right");

    /// <summary>Why a role changed; <c>entries</c> with <see cref="RoleCause.Lagging"/>.</summary>
    public static Text Of(RoleCause cause) => cause switch
    {
        RoleCause.Started => Started,
        RoleCause.Elected => Elected,
        RoleCause.UpToDate => UpToDate,
        RoleCause.LeaseLost => LeaseLost,
        RoleCause.Lagging => Lagging,
        RoleCause.NotCommitted => NotCommitted,
        RoleCause.NotRestored => NotRestored,
        RoleCause.Switchover => Switchover,
        RoleCause.Rejoined => Rejoined,
        RoleCause.Drained => Drained,
        RoleCause.Undrained => Undrained,
        RoleCause.Forced => Forced,
        _ => LeadershipLost,
    };

    /// <summary>Why an order is not carried out; <c>entries</c> with <see cref="OrderRefusal.StandbyLags"/>.</summary>
    public static Text Of(OrderRefusal refusal) => refusal switch
    {
        OrderRefusal.None => Accepted,
        OrderRefusal.Busy => Busy,
        OrderRefusal.StandbyLags => StandbyLags,
        OrderRefusal.StandbyUnreachable => StandbyUnreachable,
        OrderRefusal.NotHandedOver => NotHandedOver,
        OrderRefusal.GroupNotChanged => GroupNotChanged,
        OrderRefusal.Elected => ElectedMeanwhile,
        OrderRefusal.LeaderIsAlive => LeaderIsAlive,
        OrderRefusal.NotConfirmed => NotConfirmed,
        _ => WrongRole,
    };
}
