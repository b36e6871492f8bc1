import ArgumentParser
import Foundation
import RoadModel
import RoadPipeline
import RoadReport
import RoadStore

extension ArchiveCommand {
    /// `jol archive retention …`.
    struct Retention: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "retention",
                abstract: tr(
                    "Erase personal data whose time is over.",
                    ru: "Стирать персональные данные с истёкшим сроком.",
                    kk: "Мерзімі өткен дербес деректерді өшіру."
                ),
                subcommands: [RetentionRun.self, RetentionClasses.self]
            )
        }
    }

    /// `jol archive retention list`.
    struct RetentionClasses: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "list",
                abstract: tr(
                    "List the classes, how long they are kept and what is due today.",
                    ru: "Классы, сроки хранения и граница на сегодня.",
                    kk: "Сыныптар, сақтау мерзімі және бүгінгі шек."
                ),
                aliases: ["classes"]
            )
        }

        @OptionGroup var language: LanguageOption
        @OptionGroup var table: TableOptions

        struct Class: Encodable {
            var name: String
            var months: Int
            var before: Timestamp
            var what: String
        }

        struct Result: Encodable {
            var schema = "jol.archive.retention.list/1"
            var classes: [Class]
        }

        func run() throws {
            let classes = RetentionClass.allCases.map { kept in
                Class(
                    name: kept.rawValue,
                    months: kept.months,
                    before: kept.cutoff(Files.now),
                    what: RetentionText.what(kept)
                )
            }
            if table.output.json { return try Console.printJSON(Result(classes: classes)) }
            let header = [
                tr("Class", ru: "Класс", kk: "Сынып"), tr("Months", ru: "Месяцев", kk: "Ай"),
                tr("Due when before", ru: "Истёк, если раньше", kk: "Одан ерте болса өтті"),
                tr("What", ru: "Что", kk: "Не"),
            ]
            let rows = classes.map { [$0.name, "\($0.months)", "\($0.before)", $0.what] }
            Console.printTable(header, rows, rightAligned: [1], csv: table.csv)
        }
    }

    /// `jol archive retention run`.
    struct RetentionRun: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "run",
                abstract: tr(
                    "Erase what is due and no hold keeps; with --dry-run only say what it is.",
                    ru:
                        "Стереть то, чей срок истёк и что не удерживается; --dry-run — только показать.",
                    kk: "Мерзімі өтіп, ұсталмағанын өшіру; --dry-run тек көрсетеді."
                ),
                discussion: tr(
                    """
                    Passages are kept 2 months, violations 3 years, crash cards 5 years after they \
                    were observed. Erased are pseudonyms of vehicles, and received files whose every \
                    record is due; counts, speeds and places stay. Each erasure is an entry of the \
                    ledger, and 'jol archive verify' goes on to hold.
                    """,
                    ru: """
                        Проезды хранятся 2 месяца, нарушения 3 года, карточки ДТП 5 лет со дня \
                        события. Стираются псевдонимы машин и принятые файлы, все записи которых \
                        истекли; числа, скорости и места остаются. Каждое стирание — запись \
                        журнала, и 'jol archive verify' по-прежнему сходится.
                        """,
                    kk: """
                        Өтулер 2 ай, бұзушылықтар 3 жыл, ЖКО карточкалары 5 жыл сақталады. Көлік \
                        бүркеншік аттары мен барлық жазбасының мерзімі өткен файлдар өшіріледі; \
                        сандар, жылдамдықтар, орындар қалады. Әр өшіру журналға жазылады, 'jol \
                        archive verify' сәйкес қалады.
                        """
                )
            )
        }

        @Flag(
            help: ArgumentHelp(
                tr(
                    "Say what would be erased; erase nothing.",
                    ru: "Показать, что будет стёрто; ничего не стирать.",
                    kk: "Не өшірілетінін көрсету; ештеңе өшірмеу."
                )
            )
        )
        var dryRun = false

        @Option(
            name: [.customLong("as-of"), .customLong("now")],
            help: ArgumentHelp(
                tr(
                    "Count ages to this day; default today.",
                    ru: "Считать сроки на этот день; иначе сегодня.",
                    kk: "Мерзімді осы күнге санау; әйтпесе бүгін."
                ),
                valueName: "yyyy-mm-dd"
            )
        )
        var asOf: String?

        @OptionGroup var order: SignedOrder
        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let report = try global.open(.writing).retain(
                now: try asOf.map(Self.day) ?? Files.now,
                who: order.signer,
                why: order.reason ?? "retention",
                software: Software.name,
                isTrial: dryRun
            )
            try RetentionText.show(report, dryRun: dryRun, output)
        }

        private static func day(_ text: String) throws(IntakeError) -> Timestamp {
            let style = Date.ISO8601FormatStyle().year().month().day()
            guard let date = try? style.parse(text) else {
                throw IntakeError(
                    .badArgument,
                    subject: "--as-of \(text)",
                    detail: "This is not a day.",
                    remedy: "Write it as 2026-11-29."
                )
            }
            return Timestamp(microseconds: Int64(date.timeIntervalSince1970) * 1_000_000)
        }
    }

    /// `jol archive erase --receipt N --reason …`.
    struct Erase: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "erase",
                abstract: tr(
                    "Erase the personal data of one receipt before its time, for example by order.",
                    ru:
                        "Стереть персональные данные одной квитанции досрочно, например по решению.",
                    kk: "Бір түбіртектің дербес деректерін мерзімінен бұрын өшіру."
                ),
                usage: "jol archive erase --receipt <number> --reason <text> [--dry-run]"
            )
        }

        @Option(
            help: ArgumentHelp(
                tr("The receipt's number.", ru: "Номер квитанции.", kk: "Түбіртек нөмірі."),
                valueName: "number"
            )
        )
        var receipt: Int64

        @Flag(
            help: ArgumentHelp(
                tr(
                    "Say what would be erased; erase nothing.",
                    ru: "Показать, что будет стёрто; ничего не стирать.",
                    kk: "Не өшірілетінін көрсету; ештеңе өшірмеу."
                )
            )
        )
        var dryRun = false

        @OptionGroup var order: SignedOrder
        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let reason = try order.requiredReason()
            let store = try global.open(.writing)
            guard let known = try store.receipts().first(where: { $0.number == receipt }),
                known.kind.holdsPersonalData
            else {
                throw IntakeError(
                    .notFound,
                    subject: "receipt \(receipt)",
                    detail: "There is no receipt of this number that holds personal data.",
                    remedy: "'jol receipt list' shows the numbers."
                )
            }
            let report = try store.retain(
                now: Files.now,
                only: receipt,
                who: order.signer,
                why: reason,
                software: Software.name,
                isTrial: dryRun
            )
            try RetentionText.show(report, dryRun: dryRun, output)
            if !report.held.isEmpty { throw ExitCode(77) }
        }
    }
}

/// What a retention run did, in words.
enum RetentionText {
    struct Result: Encodable {
        var schema = "jol.archive.retention/1"
        var dryRun: Bool
        var report: RetentionReport
    }

    static func what(_ kept: RetentionClass) -> String {
        switch kept {
        case .crime:
            tr(
                "crash cards and their corrections",
                ru: "карточки ДТП и их исправления",
                kk: "ЖКО карточкалары мен түзетулері"
            )
        case .offence: tr("violations", ru: "нарушения", kk: "бұзушылықтар")
        case .other:
            tr(
                "passages and records set aside",
                ru: "проезды и записи карантина",
                kk: "өтулер мен карантин жазбалары"
            )
        }
    }

    static func show(
        _ report: RetentionReport,
        dryRun: Bool,
        _ output: OutputOptions
    ) throws {
        if output.json {
            return try Console.printJSON(Result(dryRun: dryRun, report: report))
        }
        for erasure in report.erasures {
            let names = Say.count(erasure.passages + erasure.violations)
            let file =
                erasure.isObject
                ? tr(
                    ", and the received file",
                    ru: ", и принятый файл",
                    kk: ", әрі қабылданған файл"
                )
                : ""
            Console.print(
                tr(
                    "receipt \(erasure.receipt) (\(erasure.file)), \(erasure.retentionClass.rawValue): "
                        + "\(names) pseudonyms\(file)",
                    ru: "квитанция \(erasure.receipt) (\(erasure.file)), "
                        + "\(erasure.retentionClass.rawValue): псевдонимов \(names)\(file)",
                    kk: "\(erasure.receipt)-түбіртек (\(erasure.file)), "
                        + "\(erasure.retentionClass.rawValue): бүркеншік ат \(names)\(file)"
                )
            )
        }
        for number in report.held {
            Console.print(
                tr(
                    "receipt \(number): due, kept by a hold",
                    ru: "квитанция \(number): срок истёк, удерживается",
                    kk: "\(number)-түбіртек: мерзімі өтті, ұсталып тұр"
                )
            )
        }
        let (all, done) = (Say.count(report.receipts), Say.count(report.erasures.count))
        Console.print(
            tr(
                "\(all) receipts looked at, \(done) with something erased, \(report.held.count) held.",
                ru: "Просмотрено квитанций \(all), со стёртым \(done), удержано "
                    + "\(report.held.count).",
                kk: "Қаралған түбіртек \(all), өшірілгені \(done), ұсталғаны \(report.held.count)."
            )
        )
        guard dryRun else { return }
        Console.note(
            tr(
                "A trial: nothing was erased.",
                ru: "Пробный прогон: ничего не стёрто.",
                kk: "Сынақ: ештеңе өшірілген жоқ."
            )
        )
    }
}
