import ArgumentParser
import RoadIngest
import RoadModel
import RoadPipeline
import RoadReport
import RoadStore

extension CrashesCommand {
    /// `jol crashes changed --since 2025-01-01`.
    struct Changed: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "changed",
                abstract: tr(
                    "List cards that changed since a day or a receipt, field by field.",
                    ru: "Карточки, изменившиеся с даты или квитанции, по полям.",
                    kk: "Күннен не түбіртектен бері өзгерген карточкалар, өріс бойынша."
                ),
                usage: "jol crashes changed [--since <day|instant|receipt>] [--new] [options]"
            )
        }

        @OptionGroup var global: GlobalOptions
        @OptionGroup var table: TableOptions

        @Option(
            help: ArgumentHelp(
                tr(
                    "A day (from its start, UTC), an instant, or a receipt's number.",
                    ru: "День (с начала, UTC), момент или номер квитанции.",
                    kk: "Күн (басынан, UTC), сәт не түбіртек нөмірі."
                ),
                valueName: "when"
            )
        )
        var since: String?

        @Flag(
            name: [.customLong("new"), .customLong("with-new")],
            help: ArgumentHelp(
                tr(
                    "List cards that were not known before too.",
                    ru: "Показать и карточки, которых раньше не было.",
                    kk: "Бұрын болмаған карточкаларды да көрсету."
                )
            )
        )
        var withNew = false

        struct Result: Encodable {
            var schema = "jol.crashes.changed/1"
            var since: String
            var changes: [CrashChange]
        }

        func run() throws {
            let (instant, receipt) = try Self.parse(since)
            let changes = try global.open(.reading).crashChanges(
                since: instant,
                receipt: receipt,
                withNew: withNew
            )
            if table.output.json {
                try Console.printJSON(Result(since: since ?? "", changes: changes))
            } else if table.csv {
                Console.print("source,id,version,receipt,file,received,field,before,after")
                for change in changes {
                    let head = [
                        change.source, change.id, "\(change.version)", "\(change.receipt)",
                        change.file, "\(change.received)",
                    ]
                    if change.isNew { Console.print(CommaSeparated.line(head + ["", "", ""])) }
                    for field in change.fields {
                        let tail = [field.field, field.before, field.after]
                        Console.print(CommaSeparated.line(head + tail))
                    }
                }
            } else {
                printText(changes)
            }
        }

        private func printText(_ changes: [CrashChange]) {
            guard !changes.isEmpty else {
                global.note(
                    tr(
                        "No card has changed.",
                        ru: "Ни одна карточка не изменилась.",
                        kk: "Бірде-бір карточка өзгермеген."
                    )
                )
                return
            }
            for change in changes {
                let word =
                    change.isNew
                    ? tr("new", ru: "новая", kk: "жаңа")
                    : tr("version", ru: "версия", kk: "нұсқа") + " \(change.version)"
                let name = change.source.isEmpty ? change.id : "\(change.source) \(change.id)"
                Console.print("\(name): \(word), \(change.file) (\(change.receipt))")
                for field in change.fields {
                    Console.print("  \(field.field): «\(field.before)» → «\(field.after)»")
                }
            }
        }

        /// A receipt's number, a day, or an instant with its offset.
        private static func parse(_ text: String?) throws -> (Timestamp, Int64?) {
            let beginning = Timestamp(microseconds: 0)
            guard let text else { return (beginning, nil) }
            if let number = Int64(text) { return (beginning, number) }
            let bytes = Array(text.utf8)
            if let wall = ByteTime.parse(bytes.span, 0..<bytes.count, allowsSlashes: true) {
                return (wall.timestamp(offsetSeconds: wall.offsetSeconds ?? 0), nil)
            }
            throw IntakeError(
                .badArgument,
                subject: "--since \(text)",
                detail: "This is neither a day, an instant, nor a receipt's number.",
                remedy: "Write for example --since 2025-08-01, --since 2025-08-01T00:00:00+05:00 "
                    + "or --since 12."
            )
        }
    }

    /// `jol crashes show ID`.
    struct Show: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "show",
                abstract: tr(
                    "Show a card: what its source says, corrections, vehicles, participants.",
                    ru: "Показать карточку: источник, поправки, транспорт, участники.",
                    kk: "Карточканы көрсету: дереккөз, түзетулер, көлік, қатысушылар."
                )
            )
        }

        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: OutputOptions

        @Argument(
            help: ArgumentHelp(
                tr("The card's number.", ru: "Номер карточки.", kk: "Карточка нөмірі.")
            )
        )
        var id: String

        @Option(
            help: ArgumentHelp(
                tr("The source.", ru: "Источник.", kk: "Дереккөз."),
                valueName: "name"
            )
        )
        var source: String?

        struct Field: Encodable {
            var field: String
            var source: String
            var correction: String?
            var effective: String
            var who: String?
            var why: String?
        }

        struct Result: Encodable {
            var schema = "jol.crashes.show/1"
            var id: String
            var source: String
            var fields: [Field]
            var vehicles: [CrashVehicle]
            var participants: [CrashParticipant]
        }

        func run() throws {
            let store = try global.open(.reading)
            guard let layers = try store.layers(ofCard: id, source: source) else {
                throw IntakeError(
                    .notFound,
                    subject: id,
                    detail: "There is no card of this number.",
                    remedy: "Check the number; --source tells sources apart."
                )
            }
            let owner =
                try source ?? store.crashEvents().first { $0.cardNumber == id }?.source ?? ""
            let corrections = try store.corrections(card: id).filter {
                $0.source == owner && !$0.isSuperseded
            }
            let fields = layers.map { layer in
                let correction = corrections.last { $0.field == layer.field.rawValue }
                return Field(
                    field: layer.field.rawValue,
                    source: layer.source,
                    correction: correction?.value,
                    effective: layer.effective,
                    who: correction?.who,
                    why: correction?.why
                )
            }
            let people = try store.people(of: id, source: owner)
            if output.json {
                try Console.printJSON(
                    Result(
                        id: id,
                        source: owner,
                        fields: fields,
                        vehicles: people.vehicles,
                        participants: people.participants
                    )
                )
                return
            }
            var text = TerminalTable([
                (tr("Field", ru: "Поле", kk: "Өріс"), .left),
                (tr("Source", ru: "Источник", kk: "Дереккөз"), .left),
                (tr("Correction", ru: "Поправка", kk: "Түзету"), .left),
                (tr("Effective", ru: "Действует", kk: "Қолданылатын"), .left),
            ])
            for field in fields {
                let signed = field.correction.map { "\($0) (\(field.who ?? ""))" } ?? ""
                text.add([field.field, field.source, signed, field.effective])
            }
            Console.print(text.text)
            for vehicle in people.vehicles {
                Console.print(
                    "\(tr("vehicle", ru: "ТС", kk: "КҚ")) \(vehicle.number): "
                        + [vehicle.kind, vehicle.make, vehicle.model, vehicle.year.map { "\($0)" }]
                        .compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
                )
            }
            for person in people.participants {
                Console.print(
                    "\(tr("person", ru: "участник", kk: "қатысушы")) \(person.number): "
                        + [
                            person.role.rawValue, person.injury.rawValue,
                            person.age.map { "\($0)" } ?? "",
                        ].filter { !$0.isEmpty }.joined(separator: ", ")
                )
            }
        }
    }
}
