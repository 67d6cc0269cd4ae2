using Mcu.Cascade.Links;
using Mcu.Core.Conferences;
using Mcu.Node.Control;
using static Mcu.Tests.Cascade.Meetings.NodeChain;
using SiteState = Mcu.Node.Control.SiteState;

namespace Mcu.Tests.Cascade.Meetings;

/// <summary>Mutes at nodes that do not know their tier yet, that know of two only, or that are further down than the third.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class MuteDepthTests
{
    [Test]
    public async Task Mute_ByANodeThatThenFindsItselfFurtherDown_IsItsSitesOwn()
    {
        await using var chain = new NodeChain("khanh-hoa", "khanh-son", "son-binh");
        await chain[2].Control.CreateAsync(chain.NewAct(), new ConferenceDraft(Meeting, Number), CancellationToken.None);
        chain.Call(2, "thon-1");
        chain.Until(() => Has(chain[2], "thon-1", SiteState.Connected), "the commune meets alone");
        await chain[2].Control.SetMutedAsync(chain.NewAct(), Number, SiteSelection.One("thon-1"), muted: true, CancellationToken.None);
        Assert.That(chain.MutesAt(2, "thon-1"), Is.EqualTo(MuteBits.District), "as far as it knows it is a district's");
        chain.Connect();
        chain.Until(() => chain.MutesAt(0, "khanh-son/son-binh/thon-1") == MuteBits.Self, "the province knows that its own unit muted it");
        Assert.That(chain.MutesAt(2, "thon-1"), Is.EqualTo(MuteBits.Self));
    }

    [Test]
    public async Task Mute_ByTheDistrict_OfANodeThatKnowsTheProvincesOnly_SilencesItAllTheSame()
    {
        await using var tiers = new ThreeTiers(communeCan: [LinkCapability.Udp, LinkCapability.Nack]);
        await tiers.District.Control.SetMutedAsync(tiers.Chain.NewAct(), Number, SiteSelection.One(ThreeTiers.BelowDistrict), muted: true, CancellationToken.None);
        tiers.Chain.Until(() => tiers.Chain.MutesAt(2, ThreeTiers.AtCommune) == MuteBits.Province, "it takes it for the province's");
        tiers.Chain.Until(() => tiers.Chain.MutesAt(0, ThreeTiers.AtRoot) == MuteBits.District, "the province knows whose it is");
        await tiers.District.Control.SetMutedAsync(tiers.Chain.NewAct(), Number, SiteSelection.One(ThreeTiers.BelowDistrict), muted: false, CancellationToken.None);
        tiers.Chain.Until(() => tiers.Chain.MutesAt(2, ThreeTiers.AtCommune) == MuteBits.None, "and it ends");
    }

    [Test]
    public async Task Mute_ByACommunesNodeOfASiteBelowIt_IsSetByTheSitesOwnNode()
    {
        await using var chain = new NodeChain("khanh-hoa", "khanh-son", "son-binh", "lien-hoa");
        chain.Connect();
        chain.Call(3, "thon-1");
        chain.Until(() => Has(chain[0], "khanh-son/son-binh/lien-hoa/thon-1", SiteState.Connected), "the root sees it three levels down");
        foreach (bool on in new[] { true, false })
        {
            ControlResult<IReadOnlyList<SiteInfo>> muted =
                await chain[2].Control.SetMutedAsync(chain.NewAct(), Number, SiteSelection.One("lien-hoa/thon-1"), on, CancellationToken.None);
            Assert.That(muted.Error, Is.Null);
            Assert.That(chain.MutesAt(3, "thon-1"), Is.EqualTo(on ? MuteBits.Self : MuteBits.None));
            chain.Until(() => chain.MutesAt(0, "khanh-son/son-binh/lien-hoa/thon-1") == (on ? MuteBits.Self : MuteBits.None), "the root sees it");
        }

        await chain[1].Control.SetMutedAsync(chain.NewAct(), Number, SiteSelection.One("son-binh/lien-hoa/thon-1"), muted: true, CancellationToken.None);
        chain.Until(() => chain.MutesAt(3, "thon-1") == MuteBits.District, "the district's reaches it");
    }
}
