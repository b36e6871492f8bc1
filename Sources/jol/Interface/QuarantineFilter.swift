import ArgumentParser
import RoadModel

/// Which records of the quarantine are meant.
struct QuarantineFilter: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            tr("Only this receipt.", ru: "Только эта квитанция.", kk: "Тек осы түбіртек."),
            valueName: "number"
        )
    )
    var receipt: Int64?

    @Option(
        help: ArgumentHelp(
            tr(
                "Only this reason, for example row.bad_time.",
                ru: "Только эта причина, например row.bad_time.",
                kk: "Тек осы себеп, мысалы row.bad_time."
            ),
            valueName: "code"
        )
    )
    var reason: String?

    /// The reason that is meant.
    ///
    /// - Throws: `.badArgument` when there is no such code.
    func knownReason() throws(IntakeError) -> RejectReason? {
        guard let reason else { return nil }
        if let found = RejectReason(rawValue: reason) { return found }
        let codes = RejectReason.allCases.map(\.rawValue)
        let meant = Suggestion.nearest(to: reason, among: codes)
        throw IntakeError(
            .badArgument,
            subject: "--reason \(reason)",
            detail: "There is no such reason." + (meant.map { " Did you mean \($0)?" } ?? ""),
            remedy: "Known: \(codes.joined(separator: ", "))."
        )
    }
}
