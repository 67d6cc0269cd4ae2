using Mcu.Node.Simulate;
using Mcu.Node.Texts;

namespace Mcu.Node.Cli.Simulate;

/// <summary>What <c>mcu simulate</c> says.</summary>
public static class SimulateTexts
{
    public static Text Simulate { get; } = new(
        "Cho nhiều điểm cầu giả lập gọi vào một MCU và kiểm tra hình, tiếng nhận về.",
        "Calls an MCU with simulated rooms that check the picture and sound they get back.");

    public static Text OptTarget { get; } = new(
        "địa chỉ gọi tới, có thể thêm ;transport=tcp; nêu nhiều lần: chia đều điểm cầu",
        "whom to call; ;transport=tcp may follow; given several times, the rooms are shared out");

    public static Text OptSites { get; } = new("số điểm cầu gửi và nhận (mặc định 4)", "rooms that send and receive (default 4)");

    public static Text OptWatchers { get; } = new("số điểm cầu chỉ xem và nghe (mặc định 0)", "further rooms that only watch and listen (default 0)");

    public static Text OptSlides { get; } = new(
        "số điểm cầu có màn hình thứ hai; điểm cầu đầu tiên trình chiếu (mặc định 0)", "rooms with a second screen, the first of which presents slides (default 0)");

    public static Text SlidesSeen { get; } = new(
        "Trình chiếu: {seen}/{total} màn hình thứ hai nhận được, trung vị {time} từ lúc gọi.",
        "Slides: on {seen} of {total} second screens, {time} after the call (median).");

    public static Text OptSize { get; } = new("khổ hình gửi đi (mặc định 640x360)", "size of the pictures sent (default 640x360)");

    public static Text OptFps { get; } = new("số hình mỗi giây gửi đi (mặc định 25)", "pictures per second sent (default 25)");

    public static Text OptBitrate { get; } = new("tốc độ hình mỗi điểm cầu, như 600k", "rate of each room's picture, such as 600k");

    public static Text OptAudio { get; } = new(
        "opus|g722|pcma|pcmu|mixed: bộ mã tiếng (mặc định opus)", "opus|g722|pcma|pcmu|mixed: codec of sound (default opus)");

    public static Text OptVideoCodec { get; } = new("h264|vp8: bộ mã hình (mặc định h264)", "h264|vp8: codec of the picture (default h264)");

    public static Text OptVideo { get; } = new("tệp hình gửi lặp lại, thay cho hình tự vẽ; có in mã vạch đếm khung hình", "a file to send over and over, rather than painted pictures; a bar code that counts frames is put on it");

    public static Text OptSeconds { get; } = new("thời gian đo, giây (mặc định 30)", "how long to measure, seconds (default 30)");

    public static Text OptStagger { get; } = new("mili giây giữa hai cuộc gọi (mặc định 100)", "milliseconds between calls (default 100)");

    public static Text OptReceive { get; } = new(
        "all|first|none: những điểm cầu nào giải mã hình (mặc định first)", "all|first|none: which rooms decode pictures (default first)");

    public static Text OptNames { get; } = new(
        "tệp tên điểm cầu, mỗi dòng một tên, hoặc danh sách cách nhau bởi dấu phẩy", "a file with a name on each line, or names with commas between");

    public static Text OptSeed { get; } = new(
        "hạt giống của lượt nói, âm hiệu và nội dung (mặc định 1; demo: 2); hai lệnh trong cùng cuộc họp phải khác số",
        "settles turns, tones and content (default 1; the demo's: 2); two commands in one meeting need different ones");

    public static Text OptSrtp { get; } = new(
        "off|optional|required: mã hóa đường truyền (mặc định off)", "off|optional|required: rooms encrypt their media (default off)");

    public static Text Preparing { get; } = new(
        "Đang chuẩn bị hình và tiếng: {done}/{total} điểm cầu", "Making pictures and speech: {done}/{total} rooms");

    public static Text Running { get; } = new(
        "{seconds} s: {connected}/{total} trong cuộc gọi, {failed} không gọi được, {fps} hình/s, {freezes} lần đứng hình, mất gói {loss} %",
        "{seconds} s: {connected}/{total} in the call, {failed} failed, {fps} fps, {freezes} freezes, loss {loss} %");

    public static Text Totals { get; } = new(
        "{passed}/{total} điểm cầu đạt. Trung vị: trả lời {answer}, gói đầu {packet}, hình đầu {picture}, trễ {latency}. CPU {cpu} ms/s.",
        "{passed}/{total} rooms pass. Medians: answer {answer}, first packet {packet}, first picture {picture}, latency {latency}. CPU {cpu} ms/s.");

    public static Text Legend { get; } = new(
        "gọi: ms từ INVITE tới 200 / gói đầu / hình đầu; nghe: lượt nói của điểm cầu khác; tự nghe: tiếng mình vọng về",
        "join: ms from INVITE to 200 / first packet / first picture; heard: others' turns; own: own voice that comes back");

    public static Text WorstOnly { get; } = new(
        "{shown} điểm cầu kém nhất trong {total}; xem tất cả: --output json.", "The {shown} worst of {total} rooms; for all of them: --output json.");

    public static Text ColSite { get; } = new("điểm cầu", "site");

    public static Text ColJoin { get; } = new("gọi ms", "join ms");

    public static Text ColSize { get; } = new("khổ hình", "size");

    public static Text ColFreezes { get; } = new("đứng", "frz");

    public static Text ColLoss { get; } = new("mất %", "loss %");

    public static Text ColHeard { get; } = new("nghe", "heard");

    public static Text ColOwn { get; } = new("tự nghe", "own dB");

    public static Text ColLatency { get; } = new("trễ ms", "lat ms");

    public static Text ColResult { get; } = new("kết quả", "result");

    public static Text Passes { get; } = new("đạt", "ok");

    public static Text NoAnswer { get; } = new("không trả lời", "no answer");

    public static Text CallFailed { get; } = new("gọi hỏng {status}", "call failed {status}");

    public static Text Dropped { get; } = new("bị ngắt {status}", "dropped {status}");

    public static Text BadTarget { get; } = new(
        "«{subject}» không phải địa chỉ SIP. Viết như sip:1000@127.0.0.1:5060 hoặc thêm ;transport=tcp.",
        "“{subject}” is not a SIP address. Write sip:1000@127.0.0.1:5060, with ;transport=tcp if need be.");

    public static Text NoHost { get; } = new(
        "Không tìm thấy máy «{subject}» ({cause}). Kiểm tra tên máy hoặc dùng địa chỉ IP.",
        "Host “{subject}” is not found ({cause}). Check its name, or use its IP address.");

    public static Text BadVideo { get; } = new(
        "Không đọc được hình trong {subject}: {cause}. Kiểm tra tệp: ffprobe {subject}.",
        "{subject} has no picture that can be read: {cause}. Check it: ffprobe {subject}.");

    public static Text NoFFmpeg { get; } = new(
        "Cần chương trình ffmpeg để đọc tệp hình ({cause}). Cài: apt install ffmpeg.",
        "The ffmpeg program is needed to read video files ({cause}). Install it: apt install ffmpeg.");

    public static Text CodecMissing { get; } = new("Không chạy được: {cause}", "It cannot run: {cause}");

    /// <summary>Why a simulation cannot begin.</summary>
    public static Text Of(SimulationFailure failure) => failure switch
    {
        SimulationFailure.VideoFile => BadVideo,
        SimulationFailure.NoFFmpeg => NoFFmpeg,
        SimulationFailure.Host => NoHost,
        _ => BadTarget,
    };

    /// <summary>A check, as a word for the column of results.</summary>
    public static Text Of(RoomCheck check) => check switch
    {
        RoomCheck.Joined => new("vào họp", "join"),
        RoomCheck.Sound => new("không tiếng", "no sound"),
        RoomCheck.OthersHeard => new("không nghe đủ", "others unheard"),
        RoomCheck.OwnVoiceAbsent => new("nghe tiếng mình", "hears itself"),
        RoomCheck.Picture => new("không hình", "no picture"),
        RoomCheck.FrameRate => new("ít hình/s", "low fps"),
        RoomCheck.Freezes => new("đứng hình", "freezes"),
        RoomCheck.Slides => new("không trình chiếu", "no slides"),
        _ => new("mất gói", "loss"),
    };
}
