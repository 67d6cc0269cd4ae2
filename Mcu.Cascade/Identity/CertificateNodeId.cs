using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace Mcu.Cascade.Identity;

/// <summary>Reads the node id that a certificate is pinned to.</summary>
public static class CertificateNodeId
{
    private const string SubjectAlternativeName = "2.5.29.17";

    /// <summary>uniformResourceIdentifier [6] of GeneralName (RFC 5280 section 4.2.1.6).</summary>
    private static readonly Asn1Tag UriTag = new(TagClass.ContextSpecific, 6);

    /// <summary>The one node id among a certificate's alternative names; false when there is none, or more than one.</summary>
    public static bool TryRead(X509Certificate2 certificate, [NotNullWhen(true)] out string? nodeId)
    {
        nodeId = null;
        try
        {
            foreach (string uri in Uris(certificate))
            {
                if (NodeId.TryParseUri(uri, out string? id))
                {
                    if (nodeId is not null)
                    {
                        nodeId = null;
                        return false;
                    }

                    nodeId = id;
                }
            }
        }
        catch (AsnContentException)
        {
            nodeId = null;
        }

        return nodeId is not null;
    }

    private static List<string> Uris(X509Certificate2 certificate)
    {
        List<string> uris = [];
        if (certificate.Extensions[SubjectAlternativeName] is not { } extension)
        {
            return uris;
        }

        AsnReader names = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
        while (names.HasData)
        {
            if (names.PeekTag().HasSameClassAndValue(UriTag))
            {
                uris.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, UriTag));
            }
            else
            {
                names.ReadEncodedValue();
            }
        }

        return uris;
    }
}
