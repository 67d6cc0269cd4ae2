using Mcu.Node.Control;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mcu.Node.Api;

/// <summary>Healthy while the control loop answers; feeds <c>grpc.health.v1</c>.</summary>
internal sealed class ControlLoopHealthCheck(IConferenceControl control) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await control.NodeStatusAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (TimeoutException)
        {
            return HealthCheckResult.Unhealthy("the control loop does not answer");
        }
    }
}
