namespace Mcu.Core.Sip.Messages;

/// <summary>Method names. They are compared with case (RFC 3261 §7.1).</summary>
public static class SipMethods
{
    public const string Invite = "INVITE";
    public const string Ack = "ACK";
    public const string Bye = "BYE";
    public const string Cancel = "CANCEL";
    public const string Options = "OPTIONS";
    public const string Register = "REGISTER";
    public const string Info = "INFO";
    public const string Update = "UPDATE";
    public const string Prack = "PRACK";
    public const string Refer = "REFER";
    public const string Subscribe = "SUBSCRIBE";
    public const string Notify = "NOTIFY";
    public const string Message = "MESSAGE";
    public const string Publish = "PUBLISH";

    /// <summary>What the user agent says in Allow.</summary>
    public const string Allowed = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, PRACK";

    /// <summary>True for a method that some RFC defines, whether we serve it or not (405 rather than 501).</summary>
    public static bool IsKnown(string method) => method is Invite or Ack or Bye or Cancel or Options or Register or Info
        or Update or Prack or Refer or Subscribe or Notify or Message or Publish;
}
