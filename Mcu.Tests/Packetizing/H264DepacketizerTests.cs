using Mcu.Core.Packetizing;

namespace Mcu.Tests.Packetizing;

/// <summary>H.264 out of RTP, from senders with all kinds of habits.</summary>
public sealed class H264DepacketizerTests
{
    private static readonly byte[] Idr = TestNals.Slice(isIdr: true, 200);
    private static readonly byte[] Delta = TestNals.Slice(isIdr: false, 100);
    private static readonly byte[] SecondSlice = TestNals.Slice(isIdr: false, 90, isFirst: false);
    private static readonly byte[] Key = TestNals.Stream(TestNals.Sps, TestNals.Pps, Idr);

    private DepacketizerHarness harness = new();

    [SetUp]
    public void Begin() => harness = new DepacketizerHarness();

    [TearDown]
    public void NothingLeaks()
    {
        harness.Depacketizer.Reset();
        Assert.That(harness.Pool.Rented, Is.Zero);
    }

    [Test]
    public void Push_SingleNals_EndAtTheMarker()
    {
        PushKey(1);
        Assert.That(harness.Units, Has.Count.EqualTo(1));
        Assert.That(harness.Units[0].Bytes, Is.EqualTo(Key));
        Assert.That(harness.Units[0].IsKeyFrame, Is.True);
        Assert.That(harness.Depacketizer.NeedsKeyFrame, Is.False);
        Assert.That(harness.Depacketizer.Size, Is.EqualTo((1280, 720)));
    }

    [Test]
    public void Push_MarkersAbsent_EndsAtTheTimestampChange()
    {
        harness.Push(1, TestNals.Sps);
        harness.Push(1, TestNals.Pps);
        harness.Push(1, Idr);
        Assert.That(harness.Units, Is.Empty);
        harness.Push(2, Delta);
        harness.Push(3, Delta);
        Assert.That(harness.Units.Select(unit => unit.Timestamp), Is.EqualTo(new uint[] { 1, 2 }));
    }

    [Test]
    public void Push_MarkerOnParameterSets_DoesNotEndTheUnit()
    {
        harness.Push(1, TestNals.Sps, marker: true);
        harness.Push(1, TestNals.Pps, marker: true);
        harness.Push(1, Idr, marker: true);
        Assert.That(harness.Units, Has.Count.EqualTo(1));
        Assert.That(harness.Units[0].Bytes, Is.EqualTo(Key));
    }

    [Test]
    public void Push_MarkerOnEachSlice_IsNotBelievedAgain()
    {
        PushKey(1);
        harness.Push(2, Delta, marker: true);
        Assert.That(harness.Push(2, SecondSlice, marker: true), Is.EqualTo(DepacketizeResult.Late));
        Assert.That(harness.Depacketizer.NeedsKeyFrame, Is.True, "a picture went out incomplete");
        PushKey(3);
        harness.Push(4, Delta, marker: true);
        harness.Push(4, SecondSlice, marker: true);
        harness.Push(5, Delta, marker: true);
        Assert.That(harness.Units[^1].Bytes, Is.EqualTo(TestNals.Stream(Delta, SecondSlice)));
    }

    [Test]
    public void Push_ParametersAndDelimitersAfterTheMarker_AreTolerated()
    {
        PushKey(1);
        Assert.That(harness.Push(1, [0x09, 0x10]), Is.EqualTo(DepacketizeResult.Ignored));
        Assert.That(harness.Push(1, TestNals.Pps, marker: true), Is.EqualTo(DepacketizeResult.Taken));
        harness.Push(2, Delta, marker: true);
        Assert.That(harness.Units.Select(unit => unit.Timestamp), Is.EqualTo(new uint[] { 1, 2 }));
        Assert.That(harness.Depacketizer.NeedsKeyFrame, Is.False);
    }

    [Test]
    public void Push_ParameterSetsOnceOnly_ArePutBeforeLaterKeyFrames()
    {
        PushKey(1);
        harness.Push(2, Delta, marker: true);
        harness.Push(3, Idr, marker: true);
        Assert.That(harness.Units[2].Bytes, Is.EqualTo(Key));
    }

    [Test]
    public void Push_ParameterSetsInFragmentsAndBetweenSlices_AreKept()
    {
        harness.Push(1, [0x7C, 0x80 | 7, .. TestNals.Sps[1..9]]);
        harness.Push(1, [0x7C, 0x40 | 7, .. TestNals.Sps[9..]]);
        harness.Push(1, TestNals.Pps);
        harness.Push(1, Idr);
        harness.Push(1, TestNals.Pps);
        harness.Push(1, SecondSlice, marker: true);
        Assert.That(harness.Units[0].Bytes, Is.EqualTo(TestNals.Stream(TestNals.Sps, TestNals.Pps, Idr, TestNals.Pps, SecondSlice)));
        harness.Push(2, Idr, marker: true);
        Assert.That(harness.Units[1].Bytes, Is.EqualTo(Key));
    }

    [Test]
    public void TryAddParameterSet_FromSdp_LetsABareKeyFramePass()
    {
        var depacketizer = (H264Depacketizer)harness.Depacketizer;
        Assert.That(depacketizer.TryAddParameterSet(TestNals.Sps), Is.True);
        Assert.That(depacketizer.TryAddParameterSet(TestNals.Pps), Is.True);
        Assert.That(depacketizer.TryAddParameterSet(Delta), Is.False);
        harness.Push(1, Idr, marker: true);
        Assert.That(harness.Units[0].Bytes, Is.EqualTo(Key));
    }

    [Test]
    public void Push_KeyFrameWithoutAnyParameterSets_IsDropped()
    {
        harness.Push(1, Idr, marker: true);
        Assert.That(harness.Units, Is.Empty);
        Assert.That(harness.Depacketizer.NeedsKeyFrame, Is.True);
    }

    [Test]
    public void Push_StartAndEndInOneFragment_IsAWholeNal()
    {
        harness.Push(1, TestNals.Sps);
        harness.Push(1, TestNals.Pps);
        harness.Push(1, [0x7C, 0xC0 | 5, .. Idr[1..]], marker: true);
        Assert.That(harness.Units[0].Bytes, Is.EqualTo(Key));
    }

    [Test]
    public void Push_FragmentWithoutAStart_IsMalformedAndItsUnitDropped()
    {
        PushKey(1);
        Assert.That(harness.Push(2, [0x5C, 1, 9, 9, 9]), Is.EqualTo(DepacketizeResult.Malformed));
        Assert.That(harness.Push(2, [0x5C, 0x41, 9, 9, 9], marker: true), Is.EqualTo(DepacketizeResult.Ignored));
        harness.Push(3, Delta, marker: true);
        Assert.That(harness.Units, Has.Count.EqualTo(1));
        PushKey(4);
        Assert.That(harness.Units, Has.Count.EqualTo(2));
    }

    [Test]
    public void Push_FragmentsWithoutAnEnd_DropTheUnit()
    {
        PushKey(1);
        harness.Push(2, [0x5C, 0x81, 0x90, 9, 9], marker: true);
        Assert.That(harness.Units, Has.Count.EqualTo(1));
        Assert.That(harness.Depacketizer.NeedsKeyFrame, Is.True);
    }

    [Test]
    public void Push_FragmentsOfAnUnknownLayer_AreLeftOut()
    {
        PushKey(1);
        harness.Push(2, Delta);
        harness.Push(2, [0x5C, 0x80 | 20, 9, 9]);
        harness.Push(2, [0x5C, 20, 9, 9]);
        harness.Push(2, [0x5C, 0x40 | 20, 9, 9], marker: true);
        Assert.That(harness.Units[1].Bytes, Is.EqualTo(TestNals.Stream(Delta)));
    }

    [Test]
    public void Gap_WithinAUnit_DropsAllUpToTheNextKeyFrame()
    {
        PushKey(1);
        harness.Push(2, Delta);
        harness.Depacketizer.Gap();
        harness.Push(2, SecondSlice, marker: true);
        harness.Push(3, Delta, marker: true);
        Assert.That(harness.Units, Has.Count.EqualTo(1));
        PushKey(4);
        harness.Push(5, Delta, marker: true);
        Assert.That(harness.Units, Has.Count.EqualTo(3));
        Assert.That(harness.Depacketizer.DroppedUnits, Is.EqualTo(2));
    }

    [Test]
    public void Gap_BeforeAKeyFrameThatLostItsFirstSlice_DropsThat()
    {
        PushKey(1);
        harness.Depacketizer.Gap();
        harness.Push(2, TestNals.Slice(isIdr: true, 50, isFirst: false), marker: true);
        Assert.That(harness.Units, Has.Count.EqualTo(1));
        harness.Push(3, Idr, marker: true);
        Assert.That(harness.Units, Has.Count.EqualTo(2));
    }

    [Test]
    public void Push_NoKeyFrameForFiveSeconds_ShowsWhatComes()
    {
        PushKey(1);
        harness.Depacketizer.Gap();
        for (uint i = 0; i < 60; i++)
        {
            harness.Now = i * 100;
            harness.Push(10 + i, Delta, marker: true);
        }

        Assert.That(harness.Units, Has.Count.EqualTo(1 + 10));
        Assert.That(harness.Depacketizer.NeedsKeyFrame, Is.True, "it is still asked for");
    }

    [Test]
    public void Push_RecoveryPoint_IsAPlaceToStart()
    {
        harness.Push(1, TestNals.Sps);
        harness.Push(1, TestNals.Pps);
        harness.Push(1, [0x06, 6, 1, 0xC4, 0x80]);
        harness.Push(1, Delta, marker: true);
        Assert.That(harness.Units.Select(unit => unit.IsKeyFrame), Is.EqualTo(new[] { true }));
    }

    [Test]
    public void Push_SixteenThousandSquared_IsRefusedBeforeDecoding()
    {
        byte[] bomb = SpsBits.Build(1024, 1024, references: 1);
        Assert.That(harness.Push(1, bomb), Is.EqualTo(DepacketizeResult.TooLarge));
        harness.Push(1, TestNals.Pps);
        harness.Push(1, Idr, marker: true);
        Assert.That(harness.Units, Is.Empty);
        Assert.That(((H264Depacketizer)harness.Depacketizer).SpsError, Is.EqualTo(H264SpsError.TooLarge));
        PushKey(2);
        Assert.That(harness.Units, Has.Count.EqualTo(1), "a good one makes it good");
    }

    [Test]
    public void Push_UnitOverTwoMegabytes_IsDropped()
    {
        PushKey(1);
        var part = new byte[1400];
        part.AsSpan().Fill(7);
        (part[0], part[1], part[2]) = (0x5C, 0x81, 0x90);
        for (int i = 0; i < 1600; i++)
        {
            harness.Push(2, part);
            part[1] = 1;
        }

        harness.Push(3, Delta, marker: true);
        Assert.That(harness.Units, Has.Count.EqualTo(1));
        Assert.That(harness.Depacketizer.NeedsKeyFrame, Is.True);
    }

    [TestCase("780005", DepacketizeResult.Malformed, Description = "STAP-A past its end")]
    [TestCase("78000041", DepacketizeResult.Malformed, Description = "STAP-A with an empty unit")]
    [TestCase("7C85", DepacketizeResult.Malformed, Description = "FU-A without content")]
    [TestCase("C10102", DepacketizeResult.Malformed, Description = "forbidden bit")]
    [TestCase("590000", DepacketizeResult.Unsupported, Description = "STAP-B")]
    [TestCase("5D8100", DepacketizeResult.Unsupported, Description = "FU-B")]
    [TestCase("40", DepacketizeResult.Ignored)]
    [TestCase("5F00", DepacketizeResult.Ignored)]
    [TestCase("", DepacketizeResult.Ignored)]
    public void Push_OddPayload_SaysWhatItIs(string hex, DepacketizeResult expected) =>
        Assert.That(harness.Push(1, Convert.FromHexString(hex)), Is.EqualTo(expected));

    [Test]
    public void Push_PoolEmpty_DropsTheUnitAndAsks()
    {
        harness = new DepacketizerHarness(poolSize: 1);
        PushKey(1);
        Assert.That(harness.Pool.TryRent(out AccessUnit? taken), Is.True);
        harness.Push(2, Delta, marker: true);
        taken!.Return();
        harness.Push(3, Delta, marker: true);
        Assert.That(harness.Units, Has.Count.EqualTo(1));
        Assert.That(harness.Depacketizer.NeedsKeyFrame, Is.True);
    }

    private void PushKey(uint timestamp)
    {
        harness.Push(timestamp, TestNals.Sps);
        harness.Push(timestamp, TestNals.Pps);
        harness.Push(timestamp, Idr, marker: true);
        if (harness.Units.Count == 0 || harness.Units[^1].Timestamp != timestamp)
        {
            harness.Push(timestamp + 0x8000, Delta); // a sender whose markers are not believed
        }
    }
}
