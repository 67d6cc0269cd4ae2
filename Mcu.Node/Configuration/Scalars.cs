using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Mcu.Core.Composing;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Srtp;
using Mcu.Node.Net;
using Mcu.Node.Texts;

namespace Mcu.Node.Configuration;

/// <summary>The kinds of single values that the configuration has.</summary>
internal static class Scalars
{
    private const int MaxSlug = 32;
    private const int MaxHostName = 253;
    private static readonly SearchValues<char> SlugChars = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly SearchValues<char> SiteChars =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    public static readonly ScalarType<ListenAddress> Listen = new(ListenAddress.TryParse, Message.Of(ConfigurationTexts.Listen));

    public static readonly ScalarType<IPAddress> Address = new(TryParseReachable, Message.Of(ConfigurationTexts.Address));

    public static readonly ScalarType<PortRange> Ports = new(TryParsePorts, Message.Of(ConfigurationTexts.Ports));

    public static readonly ScalarType<string> Slug = Words(IsSlug, Message.Of(ConfigurationTexts.Slug, ("max", MaxSlug)));

    public static readonly ScalarType<string> SiteName = Words(
        text => text.Length is > 0 and <= 64 && !text.AsSpan().ContainsAnyExcept(SiteChars), Message.Of(ConfigurationTexts.SiteName));

    public static readonly ScalarType<string> Digits = Words(
        text => text.Length is > 0 and <= 16 && text.All(char.IsAsciiDigit), Message.Of(ConfigurationTexts.Digits));

    public static readonly ScalarType<string> HostName = Words(
        text => text.Length <= MaxHostName && Uri.CheckHostName(text) != UriHostNameType.Unknown, Message.Of(ConfigurationTexts.HostName));

    public static readonly ScalarType<string> SipAddress = Words(
        text => SipUri.TryParse(text, out SipUri uri) && uri.IsSip && uri.Host.Length > 0, Message.Of(ConfigurationTexts.SipAddress));

    public static readonly ScalarType<string> ExistingFile = Words(File.Exists, Message.Of(ConfigurationTexts.ExistingFile));

    public static readonly ScalarType<string> Folder = Words(
        text => text.AsSpan().Trim().Length > 0 && !text.Contains('\0', StringComparison.Ordinal), Message.Of(ConfigurationTexts.Folder));

    public static readonly ScalarType<string> FilePath = Words(
        text => text.AsSpan().Trim().Length > 0 && !text.Contains('\0', StringComparison.Ordinal), Message.Of(ConfigurationTexts.FilePath));

    public static readonly ScalarType<LayoutSpec> Layout = new(
        (string text, [MaybeNullWhen(false)] out LayoutSpec spec) => LayoutSpec.TryParse(text, out spec, out _), Message.Of(ConfigurationTexts.Layout, ("side", LayoutSpec.MaxGridSide)));

    public static readonly ScalarType<bool> Flag = OneOf(("true", true), ("false", false));

    public static readonly ScalarType<SrtpPolicy> Srtp = OneOf(
        ("off", SrtpPolicy.Off), ("optional", SrtpPolicy.Optional), ("required", SrtpPolicy.Required));

    /// <summary>Text that people read, on one line.</summary>
    public static ScalarType<string> Title(int max) => Words(
        text => text.Length > 0 && text.Length <= max && !text.Any(char.IsControl), Message.Of(ConfigurationTexts.Title, ("max", max)));

    /// <summary>A whole number.</summary>
    public static ScalarType<int> Number(int min, int max) => new(
        (string text, out int value) => int.TryParse(text, out value) && value >= min && value <= max,
        Message.Of(ConfigurationTexts.Number, ("min", min), ("max", max)));

    /// <summary>One of some words, in any case.</summary>
    public static ScalarType<T> OneOf<T>(params (string Word, T Value)[] words) => new(
        (string text, [MaybeNullWhen(false)] out T value) =>
        {
            int index = Array.FindIndex(words, word => word.Word.Equals(text, StringComparison.OrdinalIgnoreCase));
            value = index < 0 ? default : words[index].Value;
            return index >= 0;
        },
        Message.Of(ConfigurationTexts.OneOf, ("values", string.Join(", ", words.Select(word => word.Word)))));

    /// <summary>Text that is as a rule wants it.</summary>
    public static ScalarType<string> Words(Func<string, bool> isAllowed, Message allowed) => new(
        (string text, [MaybeNullWhen(false)] out string value) =>
        {
            value = text;
            return isAllowed(text);
        },
        allowed);

    private static bool IsSlug(string text) =>
        text.Length is > 0 and <= MaxSlug && !text.AsSpan().ContainsAnyExcept(SlugChars) && text.Any(char.IsAsciiLetter);

    private static bool TryParsePorts(string text, out PortRange range) => PortRange.TryParse(text, out range);

    private static bool TryParseReachable(string text, [NotNullWhen(true)] out IPAddress? address) =>
        ListenAddress.TryParseAddress(text, out address)
        && !new ListenAddress(address, 1).IsWildcard
        && !address.IsIPv6Multicast
        && (address.ToString().Contains(':', StringComparison.Ordinal) || address.GetAddressBytes()[0] < 224);
}
