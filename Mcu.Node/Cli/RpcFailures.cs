using System.Net.Sockets;
using Google.Rpc;
using Grpc.Core;
using Mcu.Node.Api;
using Mcu.Node.Control;
using Mcu.Node.Texts;

namespace Mcu.Node.Cli;

/// <summary>Says what a failed call means for the operator: the text, and the exit code.</summary>
internal static class RpcFailures
{
    // Nothing was done, and the group's other MCU may do it: meetings are steered, and the group is ordered, at the one that leads.
    private static readonly ControlReason[] RefusedByRole = [ControlReason.NotActive, ControlReason.NobodyLeads, ControlReason.WrongRole];

    /// <summary>Whether the connection was never made, so that nothing can have happened.</summary>
    public static bool NeverConnected(RpcException error)
    {
        for (Exception? cause = error.Status.DebugException; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.TryAgain
                or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.TimedOut }
                or TimeoutException // the channel's: a machine that is off does not even refuse
                or HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether another MCU of the same group may do it: this one is its standby, or not there.</summary>
    public static bool MayBeServedElsewhere(RpcException error) =>
        NeverConnected(error) || (ReasonOf(error.GetRpcStatus()) is { } reason && Array.Exists(RefusedByRole, role => reason == ErrorStatus.NameOf(role)));

    /// <summary>Tells the operator and gives the exit code.</summary>
    public static int Report(RpcException error, CliOutput output, Uri server)
    {
        Google.Rpc.Status? status = error.GetRpcStatus();
        string? reason = ReasonOf(status);
        string message = Localized(status, output.Language) ?? Describe(error, server).In(output.Language);
        output.Fail(message, $"{error.StatusCode}", reason);
        return CodeOf(error.StatusCode);
    }

    private static string? ReasonOf(Google.Rpc.Status? status) => status?.GetDetail<ErrorInfo>()?.Reason;

    private static int CodeOf(StatusCode code) => code switch
    {
        StatusCode.NotFound => ExitCode.NotFound,
        StatusCode.DeadlineExceeded => ExitCode.TimedOut,
        StatusCode.Unavailable => ExitCode.Unreachable,
        StatusCode.Cancelled => ExitCode.Interrupted,
        _ => ExitCode.Refused,
    };

    private static string? Localized(Google.Rpc.Status? status, Language language)
    {
        string locale = language == Language.Vietnamese ? "vi" : "en";
        return status?.Details
            .Where(detail => detail.Is(LocalizedMessage.Descriptor))
            .Select(detail => detail.Unpack<LocalizedMessage>())
            .FirstOrDefault(message => string.Equals(message.Locale, locale, StringComparison.Ordinal))
            ?.Message;
    }

    private static Message Describe(RpcException error, Uri server) =>
        Message.Of(TextOf(error), ("server", server.Authority), ("cause", CauseOf(error)));

    private static Text TextOf(RpcException error) => error.StatusCode switch
    {
        StatusCode.Unavailable => NeverConnected(error) ? CliTexts.Unreachable : CliTexts.ConnectionLost,
        StatusCode.DeadlineExceeded => CliTexts.NoAnswer,
        StatusCode.Unimplemented => CliTexts.TooOld,
        StatusCode.Cancelled => CliTexts.Interrupted,
        StatusCode.Internal or StatusCode.Unknown => CliTexts.NotAnMcu,
        _ => CliTexts.Refused,
    };

    private static string CauseOf(RpcException error)
    {
        Exception? cause = error.Status.DebugException;
        while (cause is { InnerException: not null } and not TimeoutException)
        {
            cause = cause.InnerException;
        }

        return (cause?.Message ?? error.Status.Detail).TrimEnd('.');
    }
}
