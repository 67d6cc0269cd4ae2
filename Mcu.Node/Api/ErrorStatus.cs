using System.Text.RegularExpressions;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Mcu.Node.Control;
using Mcu.Node.Texts;
using Status = Google.Rpc.Status;

namespace Mcu.Node.Api;

/// <summary>
/// Turns a refusal into a gRPC error: the status message in English, and as details an ErrorInfo (domain <c>mcu</c>), a
/// LocalizedMessage per language, and a BadRequest with the fields that are wrong.
/// </summary>
public static partial class ErrorStatus
{
    /// <summary>The domain of our ErrorInfo details.</summary>
    public const string Domain = "mcu";

    /// <summary>The exception that a service throws for a refusal.</summary>
    public static RpcException ToRpcException(ControlError error)
    {
        Message message = ErrorTexts.Of(error);
        var status = new Status { Code = (int)CodeOf(error.Reason), Message = WithFields(message, error, Language.English) };
        var info = new ErrorInfo { Domain = Domain, Reason = NameOf(error.Reason) };
        info.Metadata.Add(error.Data.ToDictionary());
        status.Details.Add(Any.Pack(info));
        if (error.Fields.Count > 0)
        {
            status.Details.Add(Any.Pack(BadRequestOf(error.Fields)));
        }

        status.Details.Add(Any.Pack(Localized("vi", WithFields(message, error, Language.Vietnamese))));
        status.Details.Add(Any.Pack(Localized("en", WithFields(message, error, Language.English))));
        return status.ToRpcException();
    }

    /// <summary>The reason as ErrorInfo carries it: <c>CONFERENCE_NOT_FOUND</c>.</summary>
    public static string NameOf(ControlReason reason) => WordStart().Replace($"{reason}", "_$0").ToUpperInvariant();

    /// <summary>The reason of such a name.</summary>
    public static bool TryParseReason(string name, out ControlReason reason) =>
        System.Enum.TryParse(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out reason) && NameOf(reason) == name;

    private static StatusCode CodeOf(ControlReason reason) => reason switch
    {
        ControlReason.InvalidField or ControlReason.OpIdReused => StatusCode.InvalidArgument,
        ControlReason.ConferenceNotFound or ControlReason.SiteNotFound or ControlReason.UnitNotFound or ControlReason.NotInFloorQueue =>
            StatusCode.NotFound,
        ControlReason.ConferenceExists or ControlReason.NumberInUse or ControlReason.SiteAlreadyConnected => StatusCode.AlreadyExists,
        ControlReason.TooManyConferences or ControlReason.TooManySites or ControlReason.Busy => StatusCode.ResourceExhausted,
        ControlReason.TimedOut => StatusCode.DeadlineExceeded,
        ControlReason.ShuttingDown or ControlReason.NodeUnreachable or ControlReason.UnitUnreachable => StatusCode.Unavailable,
        ControlReason.DirectiveUnknown or ControlReason.MosaicUnsupported => StatusCode.Unimplemented,
        ControlReason.Internal => StatusCode.Internal,
        _ => StatusCode.FailedPrecondition,
    };

    private static string WithFields(Message message, ControlError error, Language language) => error.Fields.Count == 0
        ? message.In(language)
        : $"{message.In(language)} {string.Join("; ", error.Fields.Select(field => Describe(field, language)))}.";

    private static string Describe(FieldError field, Language language) => field.Value.Length == 0
        ? $"{field.Field}: {field.Text.In(language)}"
        : $"{field.Field} = {field.Value}: {field.Text.In(language)}";

    private static BadRequest BadRequestOf(IReadOnlyList<FieldError> fields)
    {
        var request = new BadRequest();
        request.FieldViolations.Add(fields.Select(field => new BadRequest.Types.FieldViolation
        {
            Field = field.Field,
            Description = Describe(field, Language.English),
        }));
        return request;
    }

    private static LocalizedMessage Localized(string locale, string message) => new() { Locale = locale, Message = message };

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WordStart();
}
