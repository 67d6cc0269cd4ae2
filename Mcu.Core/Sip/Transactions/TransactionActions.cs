namespace Mcu.Core.Sip.Transactions;

/// <summary>What a transaction's state machine asks for.</summary>
[Flags]
internal enum TransactionActions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Send the request, or the last response, again.</summary>
    Send = 1,

    /// <summary>Hand the message to the transaction user.</summary>
    Deliver = 2,

    /// <summary>Send the ACK that belongs to a final response other than 2xx.</summary>
    Acknowledge = 4,

    /// <summary>Tell the transaction user that no answer came.</summary>
    TimedOut = 8,
}
