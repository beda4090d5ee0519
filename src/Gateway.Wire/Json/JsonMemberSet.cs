using System.Text;

namespace Gateway.Wire.Json;

/// <summary>The members that a <see cref="JsonMemberScanner"/> looks for. Immutable; one is shared by any number of scanners.</summary>
public sealed class JsonMemberSet
{
    /// <summary>The most steps that a path may have.</summary>
    public const int MaxSteps = 16;

    private readonly JsonMember[] _members;
    private readonly List<JsonMemberNode> _building = [new()];

    /// <summary>Makes a set; the index of a member is its place in <paramref name="members"/>.</summary>
    /// <exception cref="ArgumentException">A path is empty, malformed, too long or there twice.</exception>
    public JsonMemberSet(params ReadOnlySpan<JsonMember> members)
    {
        _members = members.ToArray();
        for (int member = 0; member < _members.Length; member++)
        {
            Add(member, _members[member].Path);
        }

        Nodes = [.. _building];
        _building.Clear();
    }

    /// <summary>How many members there are.</summary>
    public int Count => _members.Length;

    /// <summary>The longest name on any path, in bytes.</summary>
    internal int LongestName { get; private set; }

    /// <summary>How many containers may be open on the way to a member.</summary>
    internal int Levels { get; private set; } = 1;

    /// <summary>The places; the first is the document.</summary>
    internal JsonMemberNode[] Nodes { get; }

    /// <summary>The member of that index.</summary>
    public JsonMember this[int member] => _members[member];

    /// <summary>The node that a name leads to, or -1. A name that is right but for the case of its letters is noted.</summary>
    internal int Find(JsonMemberNode node, ReadOnlySpan<byte> name, out int caseVariantOf)
    {
        caseVariantOf = JsonMemberNode.None;
        if (name.Length < node.ByLength.Length)
        {
            for (int child = node.ByLength[name.Length]; child >= 0; child = Nodes[child].NextOfSameLength)
            {
                ReadOnlySpan<byte> candidate = Nodes[child].Name;
                if (name.SequenceEqual(candidate))
                {
                    caseVariantOf = JsonMemberNode.None;
                    return child;
                }

                if ((name[0] | 0x20) == (candidate[0] | 0x20) && Ascii.EqualsIgnoreCase(name, candidate))
                {
                    caseVariantOf = Nodes[child].Member;
                }
            }
        }

        return node.AnyName;
    }

    private void Add(int member, string path)
    {
        string rest = path;
        int steps = 0;
        int node = 0;
        List<int> way = [];
        while (rest.Length > 0)
        {
            way.Add(node);
            node = Step(node, TakeStep(ref rest, path));
            steps++;
        }

        if (steps is 0 or > MaxSteps || _building[node].Member != JsonMemberNode.None)
        {
            throw new ArgumentException($"The path '{path}' is empty, too long or there twice.", nameof(path));
        }

        _building[node].Member = member;
        foreach (int above in way)
        {
            JsonMemberNode place = _building[above];
            Array.Resize(ref place.Below, (_members.Length + 63) / 64);
            place.Below[member >> 6] |= 1UL << member;
        }

        Levels = Math.Max(Levels, steps);
    }

    private static string TakeStep(ref string rest, string path)
    {
        string step;
        if (rest.StartsWith("[]", StringComparison.Ordinal))
        {
            step = "[]";
        }
        else
        {
            int end = rest.AsSpan().IndexOfAny('.', '[');
            step = end < 0 ? rest : rest[..end];
        }

        rest = rest[step.Length..];
        if (rest.StartsWith('.'))
        {
            rest = rest[1..];
            if (rest.Length == 0)
            {
                throw new ArgumentException($"The path '{path}' ends in a dot.", nameof(path));
            }
        }

        return step.Length > 0 && Ascii.IsValid(step) ? step : throw new ArgumentException($"The path '{path}' has an empty or non-ASCII step.", nameof(path));
    }

    private int Step(int from, string step)
    {
        JsonMemberNode node = _building[from];
        if (step == "[]")
        {
            return node.Element >= 0 ? node.Element : node.Element = NewNode([]);
        }

        if (step == "*")
        {
            return node.AnyName >= 0 ? node.AnyName : node.AnyName = NewNode([]);
        }

        byte[] name = Encoding.ASCII.GetBytes(step);
        if (name.Length >= node.ByLength.Length)
        {
            int before = node.ByLength.Length;
            Array.Resize(ref node.ByLength, name.Length + 1);
            node.ByLength.AsSpan(before).Fill(JsonMemberNode.None);
        }

        for (int child = node.ByLength[name.Length]; child >= 0; child = _building[child].NextOfSameLength)
        {
            if (_building[child].Name.AsSpan().SequenceEqual(name))
            {
                return child;
            }
        }

        int made = NewNode(name);
        _building[made].NextOfSameLength = node.ByLength[name.Length];
        node.ByLength[name.Length] = made;
        LongestName = Math.Max(LongestName, name.Length);
        return made;
    }

    private int NewNode(byte[] name)
    {
        _building.Add(new JsonMemberNode { Name = name });
        return _building.Count - 1;
    }
}
