using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Mcu.Node.Pki;
using Mcu.Node.Texts;

namespace Mcu.Node.Failover;

/// <summary>The file with a group's secret: 64 hexadecimal digits, the same at both MCUs, readable by the service only.</summary>
public static class GroupSecret
{
    /// <summary>Makes a new one; an existing file is never overwritten.</summary>
    /// <exception cref="IOException">The file is there, or cannot be written.</exception>
    public static void Create(string path)
    {
        if (File.Exists(path))
        {
            throw new IOException($"{path}: there already; a group's secret is made once");
        }

        DurableFiles.Write(path, $"{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RecordSeal.SecretBytes))}\n", DurableFiles.Secret);
    }

    /// <summary>Reads it; says what is wrong, in the operators' words.</summary>
    public static bool TryRead(string path, [NotNullWhen(true)] out RecordSeal? seal, [NotNullWhen(false)] out Message? failure)
    {
        (seal, failure) = (null, null);
        try
        {
            byte[] secret = Convert.FromHexString(File.ReadAllText(path).Trim());
            if (secret.Length == RecordSeal.SecretBytes)
            {
                seal = new RecordSeal(secret);
                return true;
            }

            failure = Message.Of(HaTexts.BadSecret, ("file", path));
        }
        catch (FormatException)
        {
            failure = Message.Of(HaTexts.BadSecret, ("file", path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            failure = Message.Of(HaTexts.NoSecret, ("file", path), ("cause", error.Message));
        }

        return false;
    }
}
