using System.Buffers;
using Gateway.Wire.Json;

namespace Gateway.Wire.Completions.Usage;

/// <summary>
/// Walks the members of an object or the elements of an array that is wholly in memory, without validating what it passes over.
/// A value that is cut off or malformed ends the walk: only complete values are ever shown. Names are compared as they are
/// written; no provider escapes the names that matter here.
/// </summary>
internal ref struct JsonCursor
{
    private static readonly SearchValues<byte> LiteralEnd = SearchValues.Create(",}] \t\r\n:\"{["u8);

    private readonly ReadOnlySpan<byte> _json;
    private int _at;
    private bool _first;

    /// <summary>Stands before the first member or element of the value that <paramref name="json"/> starts with.</summary>
    public JsonCursor(ReadOnlySpan<byte> json)
    {
        _json = json;
        _at = SkipBlanks(json, 0);
        _first = true;
        if ((uint)_at < (uint)json.Length && json[_at] is (byte)'{' or (byte)'[')
        {
            IsObject = json[_at] == (byte)'{';
            IsArray = !IsObject;
            _at++;
        }
        else
        {
            _at = json.Length;
        }
    }

    /// <summary>Whether members can be walked.</summary>
    public bool IsObject { get; }

    /// <summary>Whether elements can be walked.</summary>
    public bool IsArray { get; }

    /// <summary>The current member's name without its quotes, as written.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The current member's or element's value, as written.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Steps to the next member of an object.</summary>
    public bool NextMember()
    {
        if (!IsObject || !Separate())
        {
            return false;
        }

        var name = Measure(_json, _at);
        if (name < 2 || _json[_at] != (byte)'"')
        {
            return Stop();
        }

        Name = _json.Slice(_at + 1, name - 2);
        _at = SkipBlanks(_json, _at + name);
        if ((uint)_at >= (uint)_json.Length || _json[_at] != (byte)':')
        {
            return Stop();
        }

        _at = SkipBlanks(_json, _at + 1);
        return TakeValue();
    }

    /// <summary>Steps to the next element of an array.</summary>
    public bool NextElement() => IsArray && Separate() && TakeValue();

    private bool TakeValue()
    {
        var length = Measure(_json, _at);
        if (length <= 0)
        {
            return Stop();
        }

        Value = _json.Slice(_at, length);
        _at += length;
        return true;
    }

    /// <summary>Passes the comma before the next item; false at the closing bracket, or where neither stands.</summary>
    private bool Separate()
    {
        _at = SkipBlanks(_json, _at);
        if (_first)
        {
            _first = false;
            return (uint)_at < (uint)_json.Length || Stop();
        }

        if ((uint)_at >= (uint)_json.Length || _json[_at] != (byte)',')
        {
            return Stop();
        }

        _at = SkipBlanks(_json, _at + 1);
        return true;
    }

    private bool Stop()
    {
        _at = _json.Length;
        return false;
    }

    private static int SkipBlanks(ReadOnlySpan<byte> json, int at)
    {
        while ((uint)at < (uint)json.Length && json[at] <= (byte)' ' && json[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        return at;
    }

    /// <summary>The length of the value at <paramref name="at"/>; 0 or less if it is cut off or no value starts there.</summary>
    private static int Measure(ReadOnlySpan<byte> json, int at)
    {
        if ((uint)at >= (uint)json.Length)
        {
            return 0;
        }

        return json[at] switch
        {
            (byte)'"' => MeasureString(json[at..]),
            (byte)'{' or (byte)'[' => MeasureNested(json[at..]),
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') or (byte)'t' or (byte)'f' or (byte)'n' => json[at..].IndexOfAny(LiteralEnd),
            _ => 0,
        };
    }

    private static int MeasureString(ReadOnlySpan<byte> json)
    {
        var end = new JsonStringEnd();
        var at = 1;
        return end.Find(json, ref at) ? at : 0;
    }

    private static int MeasureNested(ReadOnlySpan<byte> json)
    {
        var nesting = new JsonNesting();
        var skipper = new JsonSkipper();
        var at = 1;
        skipper.Begin(nesting.Depth);
        return nesting.Open(json[0] == (byte)'[') && skipper.Skip(ref nesting, json, ref at) == JsonScanState.Complete ? at : 0;
    }
}
