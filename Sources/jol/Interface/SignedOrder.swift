import ArgumentParser
import Foundation
import RoadModel

/// Who orders something that the ledger keeps, and why.
struct SignedOrder: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            tr(
                "Who does it; default the user's name.",
                ru: "Кто выполняет; иначе имя пользователя.",
                kk: "Кім орындайды; әйтпесе пайдаланушы аты."
            ),
            valueName: "name"
        )
    )
    var who: String?

    @Option(
        name: [.customLong("reason"), .customLong("why")],
        help: ArgumentHelp(
            tr(
                "Why; it is kept in the ledger.",
                ru: "Основание; остаётся в журнале.",
                kk: "Негіздемесі; журналда қалады."
            ),
            valueName: "text"
        )
    )
    var reason: String?

    /// Who signs for it.
    var signer: String { who ?? NSUserName() }

    /// The reason; an empty one is none.
    ///
    /// - Throws: `.badArgument` when there is none.
    func requiredReason() throws(IntakeError) -> String {
        let text = (reason ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.isEmpty else { return text }
        throw IntakeError(
            .badArgument,
            subject: "--reason",
            detail: "Personal data is read, kept and erased only with a reason, which the ledger "
                + "keeps.",
            remedy: "Pass --reason 'case 17-2026, request of the court', or what it is."
        )
    }
}

/// One receipt, or one record of it.
struct RecordChoice: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            tr("A receipt's number.", ru: "Номер квитанции.", kk: "Түбіртек нөмірі."),
            valueName: "number"
        )
    )
    var receipt: Int64?

    @Option(
        help: ArgumentHelp(
            tr(
                "A violation's number (fid in violations).",
                ru: "Номер нарушения (fid в violations).",
                kk: "Бұзушылық нөмірі (violations, fid)."
            ),
            valueName: "number"
        )
    )
    var violation: Int64?

    @Option(
        help: ArgumentHelp(
            tr(
                "A passage's number (id in passages).",
                ru: "Номер проезда (id в passages).",
                kk: "Өту нөмірі (passages, id)."
            ),
            valueName: "number"
        )
    )
    var passage: Int64?

    @Option(
        help: ArgumentHelp(
            tr(
                "A crash card's number (fid in crashes).",
                ru: "Номер карточки ДТП (fid в crashes).",
                kk: "ЖКО карточкасының нөмірі (crashes, fid)."
            ),
            valueName: "number"
        )
    )
    var crash: Int64?
}
