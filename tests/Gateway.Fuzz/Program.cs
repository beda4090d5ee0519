using Gateway.Fuzz;

Commands.GiveBranchesRoom();
return args switch
{
    ["instrument"] => Commands.Instrument(),
    ["seeds", var folder] => Commands.WriteSeeds(folder),
    ["run", var target] => Commands.Run(target),
    ["replay", var target, .. var files] => Commands.Replay(target, files),
    _ => Commands.Help(),
};
