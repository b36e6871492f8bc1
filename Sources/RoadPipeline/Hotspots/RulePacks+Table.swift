import RoadModel

extension RulePacks {
    /// A table of rules: the user's file, else the pack that comes with the program.
    static func table(_ name: String, _ path: String?) throws(IntakeError) -> AnalysisTable {
        if let path { return try AnalysisTable.read(path) }
        return try AnalysisTable.read(RulePacks().path(name))
    }
}
