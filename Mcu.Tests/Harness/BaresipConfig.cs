using System.Globalization;

namespace Mcu.Tests.Harness;

/// <summary>
/// baresip 1.0.0's configuration for a machine without screen and sound card. Loopback is named by its address, since
/// <c>net_interface lo</c> finds none.
/// </summary>
internal static class BaresipConfig
{
    /// <summary>The file's text.</summary>
    public static string Of(BaresipRoom room, int sipPort, int controlPort, string recordings)
    {
        int rtp = PortLease.MediaBlock();
        return string.Create(CultureInfo.InvariantCulture, $"""
            poll_method epoll
            sip_listen 127.0.0.1:{sipPort}
            call_local_timeout 120
            call_max_calls 4
            audio_path /usr/share/baresip
            audio_player aubridge,play{room.Name}
            audio_source aufile,{PeerMedia.Wave(room.Hertz)}
            audio_alert aubridge,alert{room.Name}
            ausrc_srate 48000
            auplay_srate 48000
            ausrc_channels 2
            ausrc_format s16
            auplay_format s16
            auenc_format s16
            audec_format s16
            audio_buffer 20-160
            video_source avformat,{PeerMedia.Picture(room.Color)}
            video_display fakevideo
            video_size 320x180
            video_bitrate 300000
            video_fps 15.00
            videnc_format yuv420p
            rtp_ports {rtp}-{rtp + 98}
            rtcp_mux no
            jitter_buffer_delay 5-10
            rtp_stats yes
            net_interface 127.0.0.1
            module_path /usr/lib/baresip/modules
            module g711.so
            module g722.so
            module opus.so
            module avcodec.so
            module vp8.so
            module aubridge.so
            module aufile.so
            module fakevideo.so
            module avformat.so
            module snapshot.so
            module sndfile.so
            module uuid.so
            module_tmp account.so
            module_app menu.so
            module_app debug_cmd.so
            module_app ctrl_tcp.so
            ctrl_tcp_listen 127.0.0.1:{controlPort}
            snd_path {recordings}
            avcodec_h264enc libx264
            avcodec_h264dec h264

            """);
    }
}
