return await Gateway.Server.Hosting.GatewayProcess.RunAsync(args);
