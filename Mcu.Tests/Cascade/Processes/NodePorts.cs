namespace Mcu.Tests.Cascade.Processes;

/// <summary>What a node listens on at its address.</summary>
/// <param name="Sip">UDP and TCP.</param>
/// <param name="Grpc">Operators'.</param>
/// <param name="Cascade">Links of nodes below.</param>
/// <param name="Group">Its HA group.</param>
/// <param name="Media">First and last, as the configuration has them.</param>
internal sealed record NodePorts(int Sip, int Grpc, int Cascade, int Group, string Media)
{
    /// <summary>Of a node that has its host for itself.</summary>
    public static NodePorts Usual { get; } = new(5060, 7443, 7444, 7445, "20000-20199");

    /// <summary>Of a node on the host of one that has the usual ones.</summary>
    public static NodePorts Further { get; } = new(5070, 7453, 7454, 7455, "20200-20399");
}
