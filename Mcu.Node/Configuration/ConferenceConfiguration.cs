using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Core.Srtp;

namespace Mcu.Node.Configuration;

/// <summary>An entry of <c>conferences</c>.</summary>
public sealed record ConferenceConfiguration
{
    /// <summary><c>name</c>: what is dialled before the @; lower-case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary><c>number</c>: digits to dial instead; null: none.</summary>
    public string? Number { get; init; }

    /// <summary><c>title</c>: what people read; the name where it is not given.</summary>
    public required string Title { get; init; }

    /// <summary><c>layout</c>: how the picture is divided at the start.</summary>
    public LayoutSpec Layout { get; init; } = new LayoutSpec.Auto();

    /// <summary><c>size</c>, <c>fps</c>, <c>bitrate</c>: the composed picture.</summary>
    public PictureFormat Picture { get; init; } = new();

    /// <summary><c>locked</c>: only the sites named here may join.</summary>
    public bool Locked { get; init; }

    /// <summary><c>srtp</c>: off, optional or required; null: as <c>media.srtp</c>.</summary>
    public SrtpPolicy? Srtp { get; init; }

    /// <summary><c>sites</c>: bound before they connect.</summary>
    public IReadOnlyList<SiteConfiguration> Sites { get; init; } = [];
}

/// <summary>An entry of a conference's <c>sites</c>.</summary>
public sealed record SiteConfiguration
{
    /// <summary><c>name</c>: the site's id, as <c>layout: panes:…</c> and the command line write it.</summary>
    public required string Name { get; init; }

    /// <summary><c>address</c>: the SIP address at which it is called; null: it calls in.</summary>
    public string? Address { get; init; }

    /// <summary><c>title</c>: its caption; the name where it is not given.</summary>
    public required string Title { get; init; }

    /// <summary><c>role</c>: member, chair or watcher.</summary>
    public SiteRole Role { get; init; } = SiteRole.Member;

    /// <summary><c>srtp</c>: off, optional or required; null: as the conference.</summary>
    public SrtpPolicy? Srtp { get; init; }
}
