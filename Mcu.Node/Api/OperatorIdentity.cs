using Grpc.Core;

namespace Mcu.Node.Api;

/// <summary>Who makes a call, as far as is known: the name that the client gives, and the address that it comes from.</summary>
public static class OperatorIdentity
{
    /// <summary>The metadata key with the operator's name; <c>-bin</c>, since names are UTF-8.</summary>
    public const string Header = "mcu-operator-bin";

    private const int LongestName = 64;

    /// <summary>The operator's name, printable and short; <c>unknown</c> when the client gives none.</summary>
    public static string NameOf(ServerCallContext context)
    {
        byte[] raw = context.RequestHeaders.GetValueBytes(Header) ?? [];
        string name = System.Text.Encoding.UTF8.GetString(raw);
        string printable = string.Concat(name.Where(letter => !char.IsControl(letter)).Take(LongestName)).Trim();
        return printable.Length == 0 ? "unknown" : printable;
    }
}
