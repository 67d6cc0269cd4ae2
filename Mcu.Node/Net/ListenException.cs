namespace Mcu.Node.Net;

/// <summary>A listener could not be opened. The message names the configuration key, the address, and what to do.</summary>
public sealed class ListenException(string key, string address, BindFailure failure, Exception? inner = null)
    : Exception(Describe(key, address, failure, inner), inner)
{
    /// <summary>The configuration key, such as <c>sip.listen</c>.</summary>
    public string Key { get; } = key;

    /// <summary>The address and transport that were asked for.</summary>
    public string Address { get; } = address;

    /// <summary>Why.</summary>
    public BindFailure Failure { get; } = failure;

    private static string Describe(string key, string address, BindFailure failure, Exception? inner) => failure switch
    {
        BindFailure.AddressInUse =>
            $"{key}: {address} is in use by another program. Stop that program ('ss -lnp' shows it), or set {key} to a free port.",
        BindFailure.AddressNotAvailable =>
            $"{key}: no network interface of this machine has the address of {address}. "
            + $"Set {key} to one that 'ip address' shows, or to 0.0.0.0 for all.",
        BindFailure.NotPermitted =>
            $"{key}: {address} may not be opened: ports below 1024 need CAP_NET_BIND_SERVICE. Grant it, or set {key} to a higher port.",
        _ => $"{key}: {address} could not be opened{(inner is null ? string.Empty : $": {inner.Message}")}. Check {key}.",
    };
}
