namespace Gateway.Interleavings.Admissions;

/// <summary>The books as a plain model, with one flaw or none. Never in production: see <see cref="BooksKind"/>.</summary>
internal sealed class TwinBooks(BooksKind kind, long tokenLimit, long costLimit) : IBooks
{
    private readonly Dimension _tokens = new(kind, tokenLimit);
    private readonly Dimension _cost = new(kind, costLimit);

    public IHold? TryTake(long tokens, long cost)
    {
        var looks = kind is not (BooksKind.TakesWithoutLooking or BooksKind.AddsThenChecks or BooksKind.DecidesFromTwoWords);
        if (looks && !(_tokens.Fits(tokens) && _cost.Fits(cost)))
            return null;
        if (!_tokens.TryTake(tokens))
            return null;
        if (_cost.TryTake(cost))
            return new Taken(this, tokens, cost);
        _tokens.GiveBack(tokens);
        return null;
    }

    public long HeldTokens() => _tokens.Held();

    public long CommittedTokens() => _tokens.Committed();

    private sealed class Taken(TwinBooks books, long heldTokens, long heldCost) : IHold
    {
        public void Settle(long tokens, long cost)
        {
            books._tokens.Settle(heldTokens, tokens);
            books._cost.Settle(heldCost, cost);
        }
    }

    private sealed class Dimension(BooksKind kind, long limit)
    {
        private long _committed;
        private long _held;
        private long _used;

        internal bool Fits(long hold) => hold <= limit - Committed();

        internal long Committed() => kind == BooksKind.DecidesFromTwoWords ? Volatile.Read(ref _used) + Volatile.Read(ref _held) : Volatile.Read(ref _committed);

        internal long Held()
        {
            if (kind == BooksKind.ReadsCommittedFirst)
            {
                var committed = Volatile.Read(ref _committed);
                return committed - Volatile.Read(ref _used);
            }

            var used = Volatile.Read(ref _used);
            return Volatile.Read(ref _committed) - used;
        }

        internal bool TryTake(long hold)
        {
            if (kind == BooksKind.AddsThenChecks)
            {
                if (Interlocked.Add(ref _committed, hold) <= limit)
                    return true;
                GiveBack(hold);
                return false;
            }

            for (; ; )
            {
                var used = kind == BooksKind.DecidesFromTwoWords ? Volatile.Read(ref _used) : 0;
                ref var word = ref kind == BooksKind.DecidesFromTwoWords ? ref _held : ref _committed;
                var value = Volatile.Read(ref word);
                if (hold > limit - used - value)
                    return false;
                if (Interlocked.CompareExchange(ref word, value + hold, value) == value)
                    return true;
            }
        }

        internal void GiveBack(long hold) => Interlocked.Add(ref kind == BooksKind.DecidesFromTwoWords ? ref _held : ref _committed, -hold);

        internal void Settle(long hold, long actual)
        {
            if (kind == BooksKind.DecidesFromTwoWords)
            {
                Interlocked.Add(ref _used, actual);
                Interlocked.Add(ref _held, -hold);
            }
            else if (kind == BooksKind.SettlesUsedFirst)
            {
                Interlocked.Add(ref _used, actual);
                Interlocked.Add(ref _committed, actual - hold);
            }
            else
            {
                Interlocked.Add(ref _committed, actual - hold);
                Interlocked.Add(ref _used, actual);
            }
        }
    }
}
