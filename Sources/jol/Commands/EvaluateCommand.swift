import ArgumentParser

/// `jol evaluate …`.
struct EvaluateCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "evaluate",
            abstract: tr(
                "Whether a measure worked.",
                ru: "Подействовала ли мера.",
                kk: "Шара әсер етті ме."
            ),
            subcommands: [
                BeforeAfterVerb.self, Did.self, Meta.self, Ceiling.self, Priors.self,
                Rehearse.self, Panel.self, Impact.self, Spillover.self, Design.self,
                Compare.self,
            ]
        )
    }
}
