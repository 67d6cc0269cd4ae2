using System.Security;
using Mcu.Cascade.Identity;
using Mcu.Node.Texts;

namespace Mcu.Node.Configuration;

/// <summary>
/// Looks into the files that <c>cascade</c> names: whether they are there, may be read, fit together, and are this node's. As the node
/// itself does it when it starts, so that what the check accepts also starts.
/// </summary>
internal static class CascadeFiles
{
    private const string CertificateKey = "cascade.certificate";
    private const string NodeKey = "node.id";

    /// <summary>Adds what is wrong with them, each at the key that names the file.</summary>
    public static void Check(McuConfiguration configuration, ConfigurationErrors errors)
    {
        CascadeConfiguration cascade = configuration.Cascade;
        bool isUsed = cascade.IsUsed || configuration.Ha.IsUsed;
        if (!isUsed || cascade is not { Certificate: { } certificate, Key: { } key, Authority: { } authority })
        {
            return;
        }

        (string Key, string Path)[] files = [(CertificateKey, certificate), ("cascade.key", key), ("cascade.authority", authority)];
        bool isReadable = true;
        foreach ((string name, string path) in files)
        {
            if (Unreadable(path) is { } problem)
            {
                errors.AddAt(problem, null, name);
                isReadable = false;
            }
        }

        if (isReadable && !NodeIdentity.TryLoad(new NodeIdentityFiles(certificate, key, authority), configuration.Node.Id, out _, out IdentityError? error))
        {
            errors.AddAt(IdentityTexts.Of(error), null, KeyOf(error, files));
        }
    }

    // Another node's certificate: one of two keys is wrong, and the node's id is the shorter way to see which.
    private static string[] KeyOf(IdentityError error, (string Key, string Path)[] files) => error.Fault == IdentityFault.WrongNodeId
        ? [NodeKey, CertificateKey]
        : [Array.Find(files, file => file.Path == error.Path).Key];

    private static Message? Unreadable(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return null;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return Message.Of(ConfigurationTexts.FileMissing, ("file", Path.GetFullPath(path)));
        }
        catch (Exception error) when (error is UnauthorizedAccessException or SecurityException)
        {
            return Directory.Exists(path)
                ? Message.Of(ConfigurationTexts.FileMissing, ("file", Path.GetFullPath(path)))
                : Message.Of(ConfigurationTexts.FileForbidden, ("file", Path.GetFullPath(path)));
        }
        catch (IOException error)
        {
            return Message.Of(IdentityTexts.FileUnreadable, ("path", Path.GetFullPath(path)), ("detail", error.Message.TrimEnd('.')));
        }
    }
}
