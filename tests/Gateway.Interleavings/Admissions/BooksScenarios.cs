namespace Gateway.Interleavings.Admissions;

/// <summary>Two or three threads on the books of one strict key.</summary>
public static class BooksScenarios
{
    private const long Limit = 1_000;
    private const long Most = 600;

    public static void Two_requests_and_room_for_one(BooksKind kind)
    {
        var books = Books.Make(kind, Limit, Limit);
        var admitted = 0;
        void Take()
        {
            if (books.TryTake(Most, 1) is not null)
                Interlocked.Increment(ref admitted);
        }

        Threads.Together(Take, Take);
        Claim.That(admitted == 1, $"{admitted} admitted where one fits");
        Claim.That(books.CommittedTokens() == Most, $"{books.CommittedTokens()} committed by one of {Most}");
    }

    public static void A_settlement_and_a_request_that_does_not_fit(BooksKind kind)
    {
        var books = Books.Make(kind, Limit, Limit);
        var first = books.TryTake(Most, 1)!;
        IHold? second = null;
        Threads.Together(() => first.Settle(Most, 1), () => second = books.TryTake(Most, 1));
        Claim.That(second is null, $"{books.CommittedTokens()} committed of {Limit}");
        Claim.That(books.CommittedTokens() == Most, $"{books.CommittedTokens()} committed, {Most} charged");
    }

    public static void A_request_too_big_for_any_budget_and_one_that_fits(BooksKind kind)
    {
        var books = Books.Make(kind, Limit, Limit);
        IHold? big = null, small = null;
        Threads.Together(() => big = books.TryTake(5 * Limit, 1), () => small = books.TryTake(Most, 1));
        Claim.That(big is null, "more admitted than there is");
        Claim.That(small is not null, "refused, with everything free");
    }

    public static void A_request_too_dear_and_one_that_fits(BooksKind kind)
    {
        var books = Books.Make(kind, Limit, Limit);
        IHold? dear = null, cheap = null;
        Threads.Together(() => dear = books.TryTake(Most, 5 * Limit), () => cheap = books.TryTake(Most, 1));
        Claim.That(dear is null, "more admitted than there is");
        Claim.That(cheap is not null, "refused, with everything free");
    }

    public static void An_observer_beside_a_request_charged_more_than_it_held(BooksKind kind)
    {
        var books = Books.Make(kind, Limit, Limit);
        var held = 0L;
        Threads.Together(() => books.TryTake(300, 1)!.Settle(Most, 2), () => held = books.HeldTokens());
        Claim.That(held is >= 0 and <= Most, $"{held} held");
        Claim.That(books.HeldTokens() == 0, $"{books.HeldTokens()} held when nothing runs");
    }

    public static void Three_requests_one_of_which_is_settled(BooksKind kind)
    {
        var books = Books.Make(kind, Limit, Limit);
        var admitted = 0;
        void Take()
        {
            if (books.TryTake(Most, 1) is not null)
                Interlocked.Increment(ref admitted);
        }

        // What the first gives back makes room for exactly one of the others, whenever it comes.
        Threads.Together(
            () =>
            {
                if (books.TryTake(Most, 1) is not { } hold)
                    return;
                hold.Settle(300, 1);
                Interlocked.Add(ref admitted, 10);
            },
            Take,
            Take);
        Claim.That(admitted is 1 or 10 or 11, $"admitted: {admitted}");
        Claim.That(books.CommittedTokens() <= Limit, $"{books.CommittedTokens()} committed of {Limit}");
        Claim.That(books.CommittedTokens() == ((admitted / 10) * 300) + ((admitted % 10) * Most), $"{books.CommittedTokens()} committed after {admitted}");
    }
}
