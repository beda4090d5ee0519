namespace Gateway.Interleavings.Admissions;

/// <summary>A strict key with a limit of tokens and one of cost. Any thread may call.</summary>
public interface IBooks
{
    /// <summary>Takes both or neither.</summary>
    IHold? TryTake(long tokens, long cost);

    /// <summary>Tokens held: committed less used.</summary>
    long HeldTokens();

    /// <summary>Tokens committed when nothing runs.</summary>
    long CommittedTokens();
}

/// <summary>What was taken; settled once by its owner.</summary>
public interface IHold
{
    void Settle(long tokens, long cost);
}

public static class Books
{
    public static IBooks Make(BooksKind kind, long tokenLimit, long costLimit) =>
        kind == BooksKind.Production ? new ProductionBooks(tokenLimit, costLimit) : new TwinBooks(kind, tokenLimit, costLimit);
}
