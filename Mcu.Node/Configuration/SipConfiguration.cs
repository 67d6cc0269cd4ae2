namespace Mcu.Node.Configuration;

/// <summary><c>sip</c>.</summary>
public sealed record SipConfiguration
{
    /// <summary><c>sip.listen</c>: where rooms call, over UDP and TCP.</summary>
    public ListenAddress Listen { get; init; } = ListenAddress.Loopback(5060);

    /// <summary><c>sip.domain</c>: the host part of our own address in calls that we make; null: the listen address.</summary>
    public string? Domain { get; init; }

    /// <summary><c>sip.max_calls</c>: calls at once; further ones get 503.</summary>
    public int MaxCalls { get; init; } = 200;
}

/// <summary><c>grpc</c>.</summary>
public sealed record GrpcConfiguration
{
    /// <summary><c>grpc.listen</c>: where the command line and other programs steer the node, over TCP.</summary>
    public ListenAddress Listen { get; init; } = ListenAddress.Loopback(7443);
}
