namespace Gateway.Wire.Json;

/// <summary>A place on the way to a member: one step of a path, shared by all the paths that begin with it.</summary>
internal sealed class JsonMemberNode
{
    /// <summary>No node, or no member.</summary>
    public const int None = -1;

    /// <summary>The name that leads here; empty for elements, for any name and for the document.</summary>
    public byte[] Name = [];

    /// <summary>The member at this place, or <see cref="None"/>.</summary>
    public int Member = None;

    /// <summary>The next node beside this one whose name is as long.</summary>
    public int NextOfSameLength = None;

    /// <summary>The first named node below, by the length of its name.</summary>
    public int[] ByLength = [];

    /// <summary>The node for names that have none of their own.</summary>
    public int AnyName = None;

    /// <summary>The node for the elements of an array.</summary>
    public int Element = None;

    /// <summary>The members below this place, a bit each: what is known of them is forgotten when a new value starts here. Empty if there are none.</summary>
    public ulong[] Below = [];

    /// <summary>Whether names lead on from here.</summary>
    public bool HasNames => ByLength.Length > 0 || AnyName != None;
}
