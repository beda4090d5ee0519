using System.Reflection;
using BenchmarkDotNet.Attributes;
using Gateway.Benchmarks.Parse;
using Xunit;

namespace Gateway.Tests.House;

/// <summary>
/// Runs every benchmark once, with the first of its parameters, so that it cannot rot. Benchmarks check their answers themselves; their first
/// parameter is therefore the smallest.
/// </summary>
public class BenchmarkTests
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.Static | BindingFlags.FlattenHierarchy;

    public static TheoryData<string, string> All
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var type in typeof(RequestHeadBenchmarks).Assembly.GetTypes().Where(type => !type.IsAbstract))
            {
                foreach (var method in type.GetMethods(Members).Where(method => method.IsDefined(typeof(BenchmarkAttribute))))
                    rows.Add(type.FullName!, method.Name);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task It_runs_and_its_answer_is_right(string type, string method)
    {
        object benchmark = Activator.CreateInstance(typeof(RequestHeadBenchmarks).Assembly.GetType(type, throwOnError: true)!)!;
        SetFirstParameters(benchmark);
        await CallAsync<GlobalSetupAttribute>(benchmark, method, attribute => attribute.Targets);
        await CallAsync<IterationSetupAttribute>(benchmark, method, attribute => attribute.Targets);
        await FinishAsync(benchmark.GetType().GetMethod(method, Members)!.Invoke(benchmark, FirstArguments(benchmark, method)));
        await CallAsync<IterationCleanupAttribute>(benchmark, method, attribute => attribute.Targets);
        await CallAsync<GlobalCleanupAttribute>(benchmark, method, attribute => attribute.Targets);
    }

    private static void SetFirstParameters(object benchmark)
    {
        foreach (var member in benchmark.GetType().GetMembers(Members))
        {
            object? value = member.GetCustomAttribute<ParamsAttribute>()?.Values[0];
            if (member.GetCustomAttribute<ParamsSourceAttribute>() is { } source)
                value = ((System.Collections.IEnumerable)Read(benchmark, source.Name)!).Cast<object>().First();
            if (value != null && member is PropertyInfo property)
                property.SetValue(benchmark, value);
            else if (value != null && member is FieldInfo field)
                field.SetValue(benchmark, value);
        }
    }

    private static object?[]? FirstArguments(object benchmark, string method)
    {
        var info = benchmark.GetType().GetMethod(method, Members)!;
        if (info.GetCustomAttribute<ArgumentsAttribute>() is { } arguments)
            return arguments.Values;
        if (info.GetCustomAttribute<ArgumentsSourceAttribute>() is not { } source)
            return null;
        object first = ((System.Collections.IEnumerable)Read(benchmark, source.Name)!).Cast<object>().First();
        return first as object[] ?? [first];
    }

    private static object? Read(object benchmark, string member)
    {
        var type = benchmark.GetType();
        return type.GetProperty(member, Members)?.GetValue(benchmark) ?? type.GetField(member, Members)?.GetValue(benchmark) ?? type.GetMethod(member, Members)?.Invoke(benchmark, null);
    }

    private static async Task CallAsync<T>(object benchmark, string target, Func<T, string[]> targets)
        where T : Attribute
    {
        foreach (var method in benchmark.GetType().GetMethods(Members))
        {
            if (method.GetCustomAttribute<T>() is { } attribute && (targets(attribute) is not { Length: > 0 } names || names.Contains(target)))
                await FinishAsync(method.Invoke(benchmark, null));
        }
    }

    private static async Task FinishAsync(object? result)
    {
        if (result is Task task)
            await task;
        else if (result is ValueTask valueTask)
            await valueTask;
    }
}
