import ArgumentParser
import RoadModel
import RoadPipeline
import RoadReport
import RoadStore

extension ArchiveCommand {
    /// `jol archive hold …`.
    struct Hold: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "hold",
                abstract: tr(
                    "Keep records from being erased: legal holds.",
                    ru: "Удержание: не стирать записи, нужные по делу.",
                    kk: "Ұстап қалу: іске керек жазбаларды өшірмеу."
                ),
                subcommands: [HoldAdd.self, HoldList.self, HoldRelease.self]
            )
        }
    }

    struct HoldResult: Encodable {
        var schema = "jol.archive.hold/1"
        var holds: [LegalHold]
    }

    /// `jol archive hold add --receipt N --reason …`.
    struct HoldAdd: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "add",
                abstract: tr(
                    "Place a hold on a receipt or on one of its records.",
                    ru: "Удержать квитанцию или одну её запись.",
                    kk: "Түбіртекті не оның бір жазбасын ұстап қалу."
                ),
                usage: """
                    jol archive hold add (--receipt <n> | --violation <n> | --crash <n>) --reason <text>
                    """
            )
        }

        @OptionGroup var choice: RecordChoice
        @OptionGroup var order: SignedOrder
        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let reason = try order.requiredReason()
            let store = try global.open(.writing)
            let record = try choice.record()
            let hold = try store.hold(
                receipt: try choice.receipt(in: store),
                record: record,
                who: order.signer,
                why: reason,
                at: Files.now,
                software: Software.name
            )
            if output.json { return try Console.printJSON(HoldResult(holds: [hold])) }
            Console.print(
                tr(
                    "Hold \(hold.number) on receipt \(hold.receipt).",
                    ru: "Удержание \(hold.number), квитанция \(hold.receipt).",
                    kk: "\(hold.number)-ұстау, \(hold.receipt)-түбіртек."
                )
            )
        }
    }

    /// `jol archive hold list`.
    struct HoldList: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "list",
                abstract: tr("List holds.", ru: "Список удержаний.", kk: "Ұстаулар тізімі.")
            )
        }

        @Flag(
            help: ArgumentHelp(
                tr("Lifted ones too.", ru: "И снятые.", kk: "Алынғандарын да.")
            )
        )
        var all = false

        @OptionGroup var global: GlobalOptions
        @OptionGroup var table: TableOptions

        func run() throws {
            let holds = try global.open(.reading).holds(withReleased: all)
            if table.output.json { return try Console.printJSON(HoldResult(holds: holds)) }
            let header = [
                tr("No.", ru: "№", kk: "№"), tr("Receipt", ru: "Квитанция", kk: "Түбіртек"),
                tr("Record", ru: "Запись", kk: "Жазба"), tr("Placed", ru: "С", kk: "Бастап"),
                tr("Who", ru: "Кто", kk: "Кім"), tr("Why", ru: "Основание", kk: "Негіздеме"),
                tr("Lifted", ru: "Снято", kk: "Алынды"),
            ]
            let rows = holds.map { hold in
                [
                    "\(hold.number)", "\(hold.receipt)",
                    hold.recordKind.map { "\($0) \(hold.record ?? 0)" } ?? "", "\(hold.placed)",
                    hold.who, hold.why, hold.released.map { "\($0)" } ?? "",
                ]
            }
            Console.printTable(header, rows, rightAligned: [0, 1], csv: table.csv)
        }
    }

    /// `jol archive hold release N --reason …`.
    struct HoldRelease: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "release",
                abstract: tr("Lift a hold.", ru: "Снять удержание.", kk: "Ұстауды алу."),
                aliases: ["remove"]
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr("The hold's number.", ru: "Номер удержания.", kk: "Ұстау нөмірі."),
                valueName: "number"
            )
        )
        var number: Int64

        @OptionGroup var order: SignedOrder
        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let reason = try order.requiredReason()
            let hold = try global.open(.writing).release(
                hold: number,
                who: order.signer,
                why: reason,
                at: Files.now,
                software: Software.name
            )
            if output.json { return try Console.printJSON(HoldResult(holds: [hold])) }
            Console.print(
                tr(
                    "Hold \(hold.number) is lifted.",
                    ru: "Удержание \(hold.number) снято.",
                    kk: "\(hold.number)-ұстау алынды."
                )
            )
        }
    }

    /// `jol archive access`.
    struct Access: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "access",
                abstract: tr(
                    "List who read personal data, when and why.",
                    ru: "Кто, когда и зачем читал персональные данные.",
                    kk: "Дербес деректерді кім, қашан, не үшін оқыды."
                ),
                subcommands: [AccessList.self],
                defaultSubcommand: AccessList.self
            )
        }
    }

    /// `jol archive access list`.
    struct AccessList: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "list",
                abstract: tr(
                    "List reads of personal data, newest last.",
                    ru: "Список обращений к персональным данным.",
                    kk: "Дербес деректерге жүгіну тізімі."
                )
            )
        }

        @OptionGroup var global: GlobalOptions
        @OptionGroup var table: TableOptions

        struct Read: Encodable {
            var entry: Int
            var time: String
            var who: String
            var reason: String
            var what: String
        }

        struct Result: Encodable {
            var schema = "jol.archive.access/1"
            var reads: [Read]
        }

        func run() throws {
            let reads = try global.open(.reading).ledgerLines(of: .access).map { line in
                Read(
                    entry: line.entry,
                    time: line.recorded,
                    who: line.detail["who"] ?? "",
                    reason: line.detail["reason"] ?? "",
                    what: line.detail["what"] ?? ""
                )
            }
            if table.output.json { return try Console.printJSON(Result(reads: reads)) }
            let header = [
                tr("Entry", ru: "Запись", kk: "Жазба"),
                tr("When (UTC)", ru: "Когда (UTC)", kk: "Қашан (UTC)"),
                tr("Who", ru: "Кто", kk: "Кім"), tr("Why", ru: "Основание", kk: "Негіздеме"),
                tr("What", ru: "Что", kk: "Не"),
            ]
            let rows = reads.map { ["\($0.entry)", $0.time, $0.who, $0.reason, $0.what] }
            Console.printTable(header, rows, rightAligned: [0], csv: table.csv)
        }
    }
}

extension RecordChoice {
    /// The record that is meant; `nil` for a whole receipt.
    ///
    /// - Throws: `.badArgument` when nothing or more than one thing is named.
    func record() throws(IntakeError) -> (kind: RecordKind, number: Int64)? {
        let named: [(RecordKind, Int64)] =
            [(.violation, violation), (.passage, passage), (.crash, crash)]
            .compactMap { kind, number in number.map { (kind, $0) } }
        guard named.count + (receipt == nil ? 0 : 1) == 1 else {
            throw IntakeError(
                .badArgument,
                subject: "--receipt, --violation, --passage, --crash",
                detail: "Name one thing.",
                remedy: "For example --receipt 3, or --violation 120."
            )
        }
        return named.first
    }

    /// The receipt that is meant, or that the record came with.
    func receipt(in store: Store) throws(IntakeError) -> Int64 {
        if let receipt { return receipt }
        guard let (kind, number) = try record() else { return 0 }
        return try store.receipt(ofRecord: number, kind)
    }
}
