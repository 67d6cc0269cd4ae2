namespace Mcu.Core.Mixing;

/// <summary>
/// Chooses who is heard: feeds always; then whoever holds the floor; then voices by level; then, where there is room,
/// steady sound that is loud enough. Who is heard already is preferred by 3 dB, so that equals do not take turns.
/// </summary>
internal sealed class HeardSet
{
    private const float IncumbentDb = 3f;
    private const float VoiceRank = 1000f;
    private const float FloorRank = 10000f;
    private MixInput?[] chosen = new MixInput?[4];
    private float[] ranks = new float[4];
    private int count;

    /// <summary>Sets <see cref="MixInput.IsHeard"/> of every input.</summary>
    public void Choose(List<MixInput> inputs, int places, float steadySoundDbfs)
    {
        Clear(places);
        foreach (MixInput input in inputs)
        {
            float rank = RankOf(input, steadySoundDbfs);
            bool feed = input.Kind == MixInputKind.Feed;
            input.IsHeard = feed && !input.IsMuted;
            if (!feed && rank > float.MinValue)
            {
                Enter(input, rank, places);
            }
        }

        foreach (MixInput? input in chosen.AsSpan(0, count))
        {
            input!.IsHeard = true;
        }
    }

    private static float RankOf(MixInput input, float steadySoundDbfs)
    {
        bool audible = input.IsVoice || input.RankDbfs >= steadySoundDbfs;
        if (input.IsMuted || (!audible && !input.HasFloor))
        {
            return float.MinValue;
        }

        return input.RankDbfs + (input.IsHeard ? IncumbentDb : 0) + (input.IsVoice ? VoiceRank : 0) + (input.HasFloor ? FloorRank : 0);
    }

    private void Clear(int places)
    {
        if (chosen.Length < places)
        {
            (chosen, ranks) = (new MixInput?[places], new float[places]);
        }

        Array.Clear(chosen);
        count = 0;
    }

    private void Enter(MixInput input, float rank, int places)
    {
        int at = count;
        while (at > 0 && rank > ranks[at - 1])
        {
            at--;
        }

        if (at >= places)
        {
            return;
        }

        count = Math.Min(count + 1, places);
        for (int i = count - 1; i > at; i--)
        {
            (chosen[i], ranks[i]) = (chosen[i - 1], ranks[i - 1]);
        }

        (chosen[at], ranks[at]) = (input, rank);
    }
}
