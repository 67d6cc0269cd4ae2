using System.Globalization;
using Mcu.Node.Control;
using Mcu.Node.Texts;

namespace Mcu.Node.Api;

/// <summary>Cuts lists into pages. A token is the number of items before the page.</summary>
internal static class Paging
{
    private const int DefaultSize = 100;
    private const int LargestSize = 500;

    /// <summary>One page, and the token of the next one (empty: there is none).</summary>
    public static (IReadOnlyList<T> Items, string NextToken) Page<T>(IReadOnlyList<T> all, uint pageSize, string token)
    {
        int size = pageSize == 0 ? DefaultSize : (int)Math.Min(pageSize, LargestSize);
        int start = 0;
        if (token.Length > 0 && !int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out start))
        {
            throw ErrorStatus.ToRpcException(
                ControlErrors.InvalidField(new FieldError("page_token", FieldTexts.PageToken, token)));
        }

        T[] items = [.. all.Skip(start).Take(size)];
        int next = start + items.Length;
        return (items, next < all.Count ? $"{next}" : "");
    }
}
