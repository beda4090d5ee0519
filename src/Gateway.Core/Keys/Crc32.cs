namespace Gateway.Core.Keys;

/// <summary>
/// CRC-32 as Ethernet, gzip and PNG have it (IEEE 802.3, reflected polynomial 0xEDB88320; RFC 1952 section 8). By table: it runs over
/// 60 bytes when a connection first presents a secret, and the base class library has no public one.
/// </summary>
internal static class Crc32
{
    private static readonly uint[] Table = MakeTable();

    internal static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
            crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            var remainder = i;
            for (var bit = 0; bit < 8; bit++)
                remainder = (remainder & 1) != 0 ? 0xEDB88320 ^ (remainder >> 1) : remainder >> 1;
            table[i] = remainder;
        }

        return table;
    }
}
