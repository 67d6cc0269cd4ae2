namespace Mcu.Core.Sip;

/// <summary>The calls of a user agent, by Call-ID and our tag.</summary>
internal sealed class CallRegistry
{
    private readonly Dictionary<(string CallId, string LocalTag), SipCall> calls = [];
    private readonly EndedDialogs ended = new();
    private long lastId;

    /// <summary>Calls that exist, those that are ending included.</summary>
    public int Count => calls.Count;

    /// <summary>Calls that count against the limit.</summary>
    public int LiveCount => calls.Values.Count(call => call.State < CallState.Ending);

    /// <summary>A copy that stays as it is while calls come and go.</summary>
    public IReadOnlyList<SipCall> All => [.. calls.Values];

    public SipCall Add(bool isIncoming, string callId, string localTag, SipFlow flow, CallDeadlines deadlines)
    {
        var call = new SipCall(++lastId, isIncoming, callId, localTag, flow);
        call.Clock = new CallClock(call, deadlines);
        calls.Add((callId, localTag), call);
        return call;
    }

    public SipCall? Find(string callId, string localTag) => calls.GetValueOrDefault((callId, localTag));

    public void Remove(SipCall call)
    {
        call.State = CallState.Ended;
        calls.Remove((call.CallId, call.LocalTag));
        ended.Add(call.CallId, call.LocalTag);
    }

    /// <summary>Whether the dialog ended here not long ago.</summary>
    public bool HasEnded(string callId, string localTag) => ended.Contains(callId, localTag);

    /// <summary>Forgets all calls. Their dialogs go on elsewhere, and may come back.</summary>
    public void Abandon()
    {
        foreach (SipCall call in calls.Values)
        {
            call.State = CallState.Ended;
        }

        calls.Clear();
    }
}
