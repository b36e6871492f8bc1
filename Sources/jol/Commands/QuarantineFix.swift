import ArgumentParser
import Foundation
import RoadIngest
import RoadModel
import RoadPipeline
import RoadReport
import RoadStore

/// Which records of the quarantine are meant.
struct QuarantineChoice: ParsableArguments {
    @OptionGroup var global: GlobalOptions
    @OptionGroup var output: OutputOptions

    @OptionGroup var filter: QuarantineFilter

    @Option(
        name: [.customLong("record"), .customLong("id")],
        help: ArgumentHelp(
            tr(
                "Only this record, by its number in the quarantine.",
                ru: "Только эта запись, по номеру в карантине.",
                kk: "Тек осы жазба, карантиндегі нөмірі бойынша."
            ),
            valueName: "number"
        )
    )
    var records: [Int64] = []

    @Flag(
        help: ArgumentHelp(
            tr(
                "Say what would happen; store nothing.",
                ru: "Показать, что было бы; ничего не сохранять.",
                kk: "Не болатынын айту; ештеңе сақтамау."
            )
        )
    )
    var dryRun = false

    @Option(
        help: ArgumentHelp(
            tr(
                "Who confirms it; default the user's name.",
                ru: "Кто подтверждает; иначе имя пользователя.",
                kk: "Кім растайды; әйтпесе пайдаланушы аты."
            ),
            valueName: "name"
        )
    )
    var who: String?

    @Option(
        help: ArgumentHelp(tr("Why.", ru: "Почему.", kk: "Неге."), valueName: "text")
    )
    var why: String?

    /// The open records that are meant.
    func open(_ store: Store, of reasons: Set<RejectReason>?) throws -> [QuarantinedRecord] {
        let wanted = try filter.knownReason()
        let numbers = Set(records)
        return try store.quarantined(
            intake: filter.receipt,
            reason: wanted,
            isOpen: true,
            limit: Int(Int32.max)
        ).filter { record in
            guard numbers.isEmpty || numbers.contains(record.number) else { return false }
            guard let reasons else { return true }
            return RejectReason(rawValue: record.reason).map(reasons.contains) ?? false
        }
    }

    /// Who signs for it.
    var signer: String { who ?? NSUserName() }
}

extension QuarantineCommand {
    /// What a repair or a retry came to.
    struct RepairResult: Encodable {
        var schema = "jol.quarantine.fix/1"
        var dryRun: Bool
        var rules: [String]
        var considered: Int
        var accepted: Int
        var duplicate: Int
        var stillQuarantined: Int
        var records: [RepairOutcome]
    }

    static func show(
        _ outcomes: [RepairOutcome],
        of records: [QuarantinedRecord],
        rules: [RepairRule],
        _ choice: QuarantineChoice
    ) throws {
        let accepted = outcomes.count { $0.outcome == "accepted" }
        let left = records.count - outcomes.count
        if choice.output.json {
            try Console.printJSON(
                RepairResult(
                    dryRun: choice.dryRun,
                    rules: rules.map(\.rawValue).sorted(),
                    considered: records.count,
                    accepted: accepted,
                    duplicate: outcomes.count - accepted,
                    stillQuarantined: left,
                    records: outcomes
                )
            )
            return
        }
        for outcome in outcomes.prefix(50) {
            let line = outcome.line.map { tr(", line ", ru: ", строка ", kk: ", жол ") + "\($0)" }
            Console.print("№\(outcome.record)\(line ?? ""): \(outcome.card) — \(outcome.outcome)")
        }
        if outcomes.count > 50 { Console.print("… \(outcomes.count - 50)") }
        Console.print(
            tr(
                "\(records.count) considered = \(accepted) accepted + "
                    + "\(outcomes.count - accepted) duplicate + \(left) still quarantined",
                ru: "рассмотрено \(records.count) = принято \(accepted) + повторных "
                    + "\(outcomes.count - accepted) + осталось в карантине \(left)",
                kk: "\(records.count) қаралды = \(accepted) қабылданды + "
                    + "\(outcomes.count - accepted) қайталанған + \(left) карантинде қалды"
            )
        )
        if choice.dryRun {
            Console.note(
                tr(
                    "A trial: nothing was stored.",
                    ru: "Пробный прогон: ничего не сохранено.",
                    kk: "Сынақ: ештеңе сақталған жоқ."
                )
            )
        }
    }

    /// `jol quarantine fix --rule swap-axes --dry-run`.
    struct Fix: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "fix",
                abstract: tr(
                    "Confirm a proposed repair of crash cards; each is signed in the ledger.",
                    ru: "Подтвердить предложенную правку карточек; каждая записывается в журнал.",
                    kk: "Карточкалардың ұсынылған түзетуін растау; әрқайсысы тізілімге жазылады."
                ),
                usage:
                    "jol quarantine fix --rule <rule> [--dry-run] [--receipt <n>] [--why <text>]",
                discussion: tr("Rules:", ru: "Правила:", kk: "Ережелер:") + "\n"
                    + RepairRule.allCases.map { "\($0.rawValue): \(RepairWords.meaning($0))" }
                    .joined(separator: "\n")
            )
        }

        @OptionGroup var choice: QuarantineChoice

        @Option(
            help: ArgumentHelp(
                tr(
                    "The repair; may be given several times.",
                    ru: "Правка; можно указать несколько раз.",
                    kk: "Түзету; бірнеше рет беруге болады."
                ),
                valueName: "rule"
            )
        )
        var rule: [String] = []

        func run() throws {
            guard !rule.isEmpty else {
                throw ValidationError(
                    tr(
                        "Give --rule: one of ",
                        ru: "Укажите --rule: одно из ",
                        kk: "--rule беріңіз: мыналардың бірі "
                    ) + RepairRule.allCases.map(\.rawValue).joined(separator: ", ") + "."
                )
            }
            let rules = try rule.map(Self.rule)
            let store = try choice.global.open(.writing)
            let reasons = rules.reduce(into: Set<RejectReason>()) { $0.formUnion($1.reasons) }
            let records = try choice.open(store, of: reasons)
                .filter { $0.kind == IntakeKind.crashes.rawValue }
            let outcomes = try QuarantineRepair.run(
                store,
                records: records,
                rules: Set(rules),
                who: choice.signer,
                why: choice.why ?? rules.map(\.rawValue).joined(separator: ", "),
                isTrial: choice.dryRun
            )
            try show(outcomes, of: records, rules: rules, choice)
        }

        private static func rule(_ name: String) throws -> RepairRule {
            if let found = RepairRule(rawValue: name) { return found }
            // A reason's code says as well which repair is meant, where there is only one.
            let mending = RejectReason(rawValue: name).map(RepairRule.mending) ?? []
            if mending.count == 1, let only = mending.first { return only }
            let names = RepairRule.allCases.map(\.rawValue)
            let meant = Suggestion.nearest(to: name, among: names)
            throw IntakeError(
                .badArgument,
                subject: "--rule \(name)",
                detail: "There is no such repair." + (meant.map { " Did you mean \($0)?" } ?? ""),
                remedy: "Known: \(names.joined(separator: ", "))."
            )
        }
    }

    /// `jol quarantine retry`.
    struct Retry: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "retry",
                abstract: tr(
                    "Read quarantined crash cards again, with other options or a newer map.",
                    ru: "Прочитать карточки из карантина заново, с другими опциями или картой.",
                    kk: "Карантиндегі карточкаларды басқа опциямен не жаңа картамен қайта оқу."
                )
            )
        }

        @OptionGroup var choice: QuarantineChoice
        @OptionGroup var reading: CrashReadingOptions

        func run() throws {
            let store = try choice.global.open(.writing)
            let records = try choice.open(store, of: nil)
                .filter { $0.kind == IntakeKind.crashes.rawValue }
            var failure: (any Error)?
            let extent = try? store.currentNetwork().extent.widened(byDegrees: 0.1)
            let outcomes = try QuarantineRepair.run(
                store,
                records: records,
                rules: [],
                who: choice.signer,
                why: choice.why ?? "retry",
                isTrial: choice.dryRun
            ) { given in
                given.expectedExtent = extent
                do { try reading.apply(to: &given) } catch { failure = error }
            }
            if let failure { throw failure }
            try show(outcomes, of: records, rules: [], choice)
        }
    }
}
