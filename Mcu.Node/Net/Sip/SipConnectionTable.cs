using System.Collections.Concurrent;
using System.Net;

namespace Mcu.Node.Net.Sip;

/// <summary>The open connections, by number, and how many each address has made. Any thread.</summary>
internal sealed class SipConnectionTable(SipTcpOptions options)
{
    private readonly ConcurrentDictionary<long, SipConnection> connections = new();
    private readonly Dictionary<IPAddress, int> accepted = [];
    private readonly Lock gate = new();
    private int count;

    /// <summary>How many connections are open or being made.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>A copy of the connections.</summary>
    public IEnumerable<SipConnection> All => connections.Values;

    /// <summary>Takes a connection in; false at a limit.</summary>
    public bool TryAdd(SipConnection connection)
    {
        lock (gate)
        {
            IPAddress address = connection.Remote.Address;
            int ofAddress = accepted.GetValueOrDefault(address);
            if (count >= options.MaxConnections || (!connection.IsOurs && ofAddress >= options.MaxPerAddress))
            {
                return false;
            }

            if (!connection.IsOurs)
            {
                accepted[address] = ofAddress + 1;
            }

            count++;
        }

        connections[connection.Id] = connection;
        return true;
    }

    /// <summary>Takes a connection out.</summary>
    public void Remove(SipConnection connection)
    {
        if (!connections.TryRemove(connection.Id, out _))
        {
            return;
        }

        lock (gate)
        {
            count--;
            IPAddress address = connection.Remote.Address;
            if (!connection.IsOurs && --accepted[address] == 0)
            {
                accepted.Remove(address);
            }
        }
    }

    /// <summary>The connection with a number; null when it is gone.</summary>
    public SipConnection? Find(long id) => connections.GetValueOrDefault(id);

    /// <summary>A connection to a peer's address and port that has not begun to close; null when there is none.</summary>
    public SipConnection? Find(IPEndPoint remote)
    {
        foreach ((long _, SipConnection connection) in connections)
        {
            if (!connection.IsClosing && connection.Remote.Equals(remote))
            {
                return connection;
            }
        }

        return null;
    }
}
