namespace Mcu.Core.Sdp.Negotiation;

/// <summary>What became of one m= line: agreed data, with our line when we answer, or why it is refused.</summary>
/// <typeparam name="T"><see cref="NegotiatedAudio"/> or <see cref="NegotiatedVideo"/>.</typeparam>
internal readonly record struct LineOutcome<T>(T? Agreed, MediaDescription? LocalLine, SdpRefusal? Refusal)
    where T : class
{
    public static implicit operator LineOutcome<T>(SdpRefusal refusal) => new(null, null, refusal);
}
