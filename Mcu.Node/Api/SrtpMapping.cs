using Mcu.Core.Srtp;

namespace Mcu.Node.Api;

/// <summary>The policy of encryption, between records and the wire.</summary>
internal static class SrtpMapping
{
    public static V1.SrtpPolicy ToProto(this SrtpPolicy? policy) => policy switch
    {
        SrtpPolicy.Off => V1.SrtpPolicy.Off,
        SrtpPolicy.Optional => V1.SrtpPolicy.Optional,
        SrtpPolicy.Required => V1.SrtpPolicy.Required,
        _ => V1.SrtpPolicy.Unspecified,
    };

    public static SrtpPolicy? ToPolicy(this V1.SrtpPolicy policy) => policy switch
    {
        V1.SrtpPolicy.Off => SrtpPolicy.Off,
        V1.SrtpPolicy.Optional => SrtpPolicy.Optional,
        V1.SrtpPolicy.Required => SrtpPolicy.Required,
        _ => null,
    };
}
