import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadStore

/// Passages that traffic is measured from: files, or a workspace.
struct TrafficSource: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            tr(
                "Files of passages; - is standard input; none means the workspace.",
                ru: "Файлы проездов; - стандартный ввод; без них рабочее пространство.",
                kk: "Өту файлдары; - стандартты кіріс; болмаса жұмыс кеңістігі."
            ),
            valueName: "passages"
        )
    )
    var files: [String] = []
    @Option(
        help: ArgumentHelp(
            tr(
                "Table of hours in which complexes were at work: serial, from, to.",
                ru: "Таблица времени работы комплексов: serial, from, to.",
                kk: "Кешендер жұмыс істеген уақыт кестесі: serial, from, to."
            ),
            valueName: "uptime.csv"
        )
    )
    var uptime: String?
    @OptionGroup var records: RecordOptions
    @OptionGroup var global: GlobalOptions
    @OptionGroup var table: TableOptions

    func gather(by parts: Set<TrafficGroups.Part>) throws -> TrafficRun {
        var run = TrafficRun(by: parts)
        let known = try uptime.map { path throws(IntakeError) in
            try UptimeTable.read(path)
        }
        if files.isEmpty {
            try run.add(try global.open(.reading))
        } else {
            try run.add(try files.map { try records.file($0) })
        }
        guard run.volumes.hours != nil else {
            throw IntakeError(
                .insufficient,
                subject: files.joined(separator: ", "),
                detail: "No passage could be read.",
                remedy: "Look at the reasons with 'jol complexes decode FILE'."
            )
        }
        run.settle(uptime: known ?? [:])
        return run
    }

    /// Prints rows in the form asked for; `rowsName` names their list in JSON.
    func show(
        _ schema: String,
        _ rowsName: String,
        header: [String],
        rows: [[AnalysisTree]],
        fields: [String: AnalysisTree]
    ) {
        func text(_ tree: AnalysisTree, _ isHuman: Bool) -> String {
            switch tree {
            case .null: ""
            case .flag(let value): value ? "1" : "0"
            case .count(let value): isHuman ? Say.count(value) : "\(value)"
            case .number(let value) where !value.isFinite: ""
            case .number(let value):
                isHuman
                    ? Say.decimal(value, abs(value) < 1 ? 3 : 1)
                    : "\((value * 1e4).rounded() / 1e4)"
            case .text(let value): value
            case .list(let list): list.map { text($0, isHuman) }.joined(separator: ";")
            case .object: ""
            }
        }
        if table.output.json {
            let list = rows.map { row in
                AnalysisTree.object(Dictionary(uniqueKeysWithValues: zip(header, row)))
            }
            var all = fields
            all["schema"] = .text(schema)
            all[rowsName] = .list(list)
            Console.print(FastJSON.text(.object(all)))
        } else if table.csv {
            Console.print(CommaSeparated.line(header))
            for row in rows { Console.print(CommaSeparated.line(row.map { text($0, false) })) }
        } else {
            var table = TerminalTable(
                header.map { name in
                    let isText = [
                        "site", "month", "flags", "from", "to", "day", "verdict", "serial",
                    ]
                    return (name, isText.contains(name) ? .left : .right)
                }
            )
            for row in rows { table.add(row.map { text($0, true) }) }
            Console.print(table.text)
        }
    }
}

/// Local hours and days as text.
enum HourText {
    static func day(_ day: Int) -> String { "\(CivilDate(daysSinceEpoch: day))" }

    static func hour(_ hour: Int32) -> String {
        let day = HourlyVolumes.day(hour)
        let rest = Int(hour) - day * 24
        return "\(Self.day(day))T\(rest < 10 ? "0" : "")\(rest):00"
    }
}
