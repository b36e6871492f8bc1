import ArgumentParser
import Foundation
import RoadIngest
import RoadModel
import RoadPipeline

extension FlightsCommand {
    /// `jol flights export`.
    struct Export: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "export",
                abstract: tr(
                    "Write a table of a flight: the common ones, or the log's own with --raw.",
                    ru: "Выгрузить таблицу вылета: общую или, с --raw, как в журнале.",
                    kk: "Ұшу кестесін шығару: ортақ не --raw арқылы журналдағыдай."
                ),
                usage: "jol flights export --table <name> [--raw] [--out <file>] <flight|file>",
                discussion: tr(
                    """
                    Common tables: gps (or fixes), attitude, gimbal, battery, events; names of columns \
                    carry units. With --raw the log's own records (topics, messages) with their \
                    own fields, nothing converted; --tables lists them.
                    """,
                    ru: """
                        Общие таблицы: gps (или fixes), attitude, gimbal, battery, events; единицы указаны \
                        в названиях столбцов. С --raw записи самого журнала (темы, сообщения) без \
                        пересчёта; --tables показывает их список.
                        """,
                    kk: """
                        Ортақ кестелер: gps (не fixes), attitude, gimbal, battery, events; баған атауында \
                        бірлігі бар. --raw журналдың өз жазбаларын өзгертпей береді; --tables \
                        тізімін көрсетеді.
                        """
                )
            )
        }

        @Argument(help: FlightWord.help) var flight: String
        @Option(
            help: ArgumentHelp(
                tr("Name of the table.", ru: "Название таблицы.", kk: "Кесте атауы."),
                valueName: "name"
            )
        )
        var table = "gps"
        @Flag(
            help: ArgumentHelp(
                tr(
                    "The log's own records and fields.",
                    ru: "Собственные записи и поля журнала.",
                    kk: "Журналдың өз жазбалары мен өрістері."
                )
            )
        )
        var raw = false
        @Flag(
            help: ArgumentHelp(
                tr(
                    "List the log's own tables.",
                    ru: "Показать список таблиц журнала.",
                    kk: "Журнал кестелерінің тізімі."
                )
            )
        )
        var tables = false
        @Option(
            help: ArgumentHelp(
                tr(
                    "File to write; default standard output.",
                    ru: "Файл; по умолчанию стандартный вывод.",
                    kk: "Файл; әдепкіде стандартты шығыс."
                ),
                valueName: "file"
            )
        )
        var out: String?
        @Flag(
            help: ArgumentHelp(
                tr("Replace an existing file.", ru: "Заменить файл.", kk: "Файлды ауыстыру.")
            )
        )
        var overwrite = false
        @OptionGroup var keychain: KeychainOption
        @OptionGroup var global: GlobalOptions
        @OptionGroup var form: TableOptions

        struct List: Encodable {
            var schema = "jol.flights.tables/1"
            var tables: [RawTables.Entry]
        }

        func run() throws {
            var place = try FlightWord.place(flight, global)
            place.keychains = try keychain.read()
            if tables { return try list(place) }
            let chosen = raw ? try rawTable(place) : try commonTable(place)
            if raw { noteDoubts(in: chosen) }
            if let out, out != "-", !overwrite { try Files.requireAbsent(out) }
            guard let out, out != "-" else {
                // A reader that has enough (`| head`) closes the pipe, which is no failure.
                return try Self.write(chosen, isJSON: form.output.json) {
                    Console.write($0, to: FileHandle.standardOutput)
                }
            }
            let output = try RowOutput(out)
            do {
                try Self.write(chosen, isJSON: form.output.json) { text throws(IntakeError) in
                    try output.write(Array(text.utf8))
                }
                try output.finish()
            } catch {
                output.abandon()
                throw error
            }
        }

        /// Names values that cannot be right: the table holds them as the log does.
        private func noteDoubts(in table: RawTable) {
            let doubts = RawTableDoubts.find(in: table)
            guard !doubts.isEmpty else { return }
            let named = doubts.prefix(5).map { "\($0.row) (\($0.field))" }.joined(separator: ", ")
            let rest = doubts.count > 5 ? ", …" : ""
            Console.note(
                tr(
                    "\(table.name): \(doubts.count) values are doubtful, rows \(named)\(rest)",
                    ru: "\(table.name): сомнительных значений \(doubts.count), строки "
                        + "\(named)\(rest)",
                    kk: "\(table.name): күмәнді мән \(doubts.count), жолдар \(named)\(rest)"
                )
            )
        }

        private func list(_ place: FlightSource.Place) throws {
            let entries = try FlightSource.rawEntries(of: place)
            if form.output.json { return try Console.printJSON(List(tables: entries)) }
            Console.printTable(
                [
                    tr("Table", ru: "Таблица", kk: "Кесте"),
                    tr("Records", ru: "Записей", kk: "Жазба"),
                    tr("Fields", ru: "Полей", kk: "Өріс"),
                ],
                entries.map { [$0.name, "\($0.rows)", "\($0.columns)"] },
                rightAligned: [1, 2],
                csv: form.csv
            )
        }

        private func rawTable(_ place: FlightSource.Place) throws(IntakeError) -> RawTable {
            let tables = try FlightSource.rawTables(
                of: place,
                called: RawTables.names(for: table)
            )
            let wanted = table.lowercased()
            if let found = tables.first(where: { $0.name == table })
                ?? tables.first(where: { $0.name.lowercased() == wanted })
                ?? tables.first(where: { $0.name.lowercased() == wanted + "_0" })
            {
                return found
            }
            if RawTables.isPositions(table), let found = RawTables.positions(among: tables) {
                return found
            }
            // Of a long text only what was read is known.
            var all = try FlightSource.rawEntries(of: place).map(\.name)
            if all.isEmpty { all = tables.map(\.name) }
            throw IntakeError(
                .notFound,
                subject: place.name,
                detail: "The log has no table '\(table)'.",
                remedy: all.isEmpty
                    ? "It holds no records; 'jol flights doctor' tells what can be read."
                    : "Its tables are: " + all.prefix(40).joined(separator: ", ") + "."
            )
        }

        private func commonTable(_ place: FlightSource.Place) throws(IntakeError) -> RawTable {
            let kinds: [([String], FlightGathering.Parts, (Flight) -> RawTable)] = [
                (["gps", "fixes", "positions", "track"], .fixes, FlightTables.fixes),
                (["attitude", "attitudes"], .attitudes, FlightTables.attitudes),
                (["gimbal", "camera"], .gimbal, FlightTables.gimbal),
                (["battery", "batteries"], .batteries, FlightTables.batteries),
                (["events", "text", "modes"], .events, FlightTables.events),
            ]
            guard
                let (_, part, make) = kinds.first(where: { $0.0.contains(table.lowercased()) })
            else {
                throw IntakeError(
                    .badArgument,
                    subject: "--table \(table)",
                    detail: "There is no common table of this name.",
                    remedy: "One of gps, attitude, gimbal, battery, events; or --raw for the log's "
                        + "own."
                )
            }
            return make(try FlightSource.flight(place, keeping: part).flight)
        }

        /// Row by row, so that the text of a long table never stands in memory whole.
        private static func write(
            _ table: RawTable,
            isJSON: Bool,
            to output: (String) throws(IntakeError) -> Void
        ) throws(IntakeError) {
            if isJSON { return try output(json(table) + "\n") }
            let columns = table.columnNames.indices.map { table.column($0) }
            var text = CommaSeparated.line(table.columnNames) + "\n"
            for row in 0..<table.rowCount {
                for (index, column) in columns.enumerated() {
                    if index > 0 { text += "," }
                    let cell = column.cell(row)
                    // Only texts need quotes, and only texts can carry a formula.
                    text += column.isText ? CommaSeparated.line([cell]) : cell
                }
                text += "\n"
                guard text.utf8.count >= 1 << 18 else { continue }
                try output(text)
                text = ""
            }
            try output(text)
        }

        private static func json(_ table: RawTable) -> String {
            var columns: [String] = []
            for (index, name) in table.columnNames.enumerated() {
                let column = table.column(index)
                let values = (0..<table.rowCount).map { row in
                    let cell = column.cell(row)
                    if column.isText { return quoted(cell) }
                    return Double(cell).map(\.isFinite) == true ? cell : "null"
                }
                columns.append("\(quoted(name)):[\(values.joined(separator: ","))]")
            }
            return "{\"schema\":\"jol.flights.export/1\",\"table\":\(quoted(table.name)),"
                + "\"rows\":\(table.rowCount),\"columns\":{\(columns.joined(separator: ","))}}"
        }

        private static func quoted(_ text: String) -> String {
            guard let bytes = try? JSONEncoder().encode(text) else { return "\"\"" }
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}
