using BenchmarkDotNet.Running;
using Gateway.Benchmarks.Parse;

BenchmarkSwitcher.FromAssembly(typeof(RequestHeadBenchmarks).Assembly).Run(args);
