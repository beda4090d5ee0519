using Xunit;

namespace Gateway.Tests.House;

/// <summary>Tests that weigh the whole process's memory: they run after all others and one at a time, or they would weigh their neighbours too.</summary>
[CollectionDefinition("Alone", DisableParallelization = true)]
public sealed class AloneCollection;
