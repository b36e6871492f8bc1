import ArgumentParser
import Foundation
import RoadModel
import RoadNetwork
import RoadPipeline
import RoadStore

/// Which network a question is put to: an image, else the workspace's.
struct NetworkChoice: ParsableArguments {
    @OptionGroup var global: GlobalOptions

    @Option(
        help: ArgumentHelp(
            tr(
                "Network image; default the workspace's network.",
                ru: "Образ сети; иначе сеть рабочего пространства.",
                kk: "Желі бейнесі; әйтпесе жұмыс кеңістігінің желісі."
            ),
            valueName: "N.jolnet"
        )
    )
    var network: String?

    func open() throws -> CompiledNetwork { try CompiledNetwork.open(path: try image()) }

    /// The file that is opened.
    func image() throws -> String {
        if let network { return network }
        let store = try global.open(.reading)
        return NetworkImport.path(of: try store.currentNetwork(), in: store)
    }
}

/// A table to work through instead of one question.
struct BatchOptions: ParsableArguments {
    @Option(
        name: [.customLong("batch"), .customLong("file"), .customLong("in")],
        help: ArgumentHelp(
            tr(
                "A table with one question a row; '-' is standard input.",
                ru: "Таблица, по вопросу в строке; «-» — стандартный ввод.",
                kk: "Әр жолда бір сұрақ бар кесте; «-» — стандартты енгізу."
            ),
            valueName: "table.csv"
        )
    )
    var batch: String?

    @Option(
        help: ArgumentHelp(
            tr(
                "Where the answers to a table go; default standard output.",
                ru: "Куда писать ответы на таблицу; иначе стандартный вывод.",
                kk: "Кесте жауаптары жазылатын файл; әйтпесе стандартты шығару."
            ),
            valueName: "file.csv"
        )
    )
    var out: String?

    struct Summary: Encodable {
        var schema: String
        var network: String
        var rows: Int
        var answered: Int
        var reasons: [String: Int]
        var seconds: Double
        /// Where no file takes the table.
        var answers: [Row]?
    }

    /// A row's answer, or the code of why there is none.
    struct Row: Encodable {
        var id: String
        var places: [PlaceAnswer] = []
        var reason: String?
    }

    /// The files that are read, which the answers must not replace.
    func inputs(_ choice: NetworkChoice) throws -> [String] {
        [batch == "-" ? "/dev/stdin" : batch ?? "", try choice.image()]
    }

    /// Refuses to write over what is read, before any work is done.
    func requireOtherTarget(_ choice: NetworkChoice) throws {
        if let out, out != "-" { try Files.requireOther(out, than: try inputs(choice)) }
    }

    /// Writes the answers.
    func write(_ lines: [String], _ choice: NetworkChoice) throws {
        try RowOutput.write(
            lines.joined(separator: "\n"),
            to: out ?? "-",
            inputs: try inputs(choice)
        )
    }

    /// Answers every row and writes the table; prints a summary when it goes to a file.
    func run(
        schema: String,
        output: OutputOptions,
        ids: [String],
        network: String,
        choice: NetworkChoice,
        _ answer: (Int) throws(IntakeError) -> [PlaceAnswer]
    ) throws {
        let clock = ContinuousClock()
        let start = clock.now
        var lines = [PlaceTable.header]
        var rows: [Row] = []
        var reasons: [String: Int] = [:]
        let isJSON = output.json && (out == nil || out == "-")
        for row in ids.indices {
            do throws(IntakeError) {
                let places = try answer(row)
                if isJSON {
                    rows.append(Row(id: ids[row], places: places))
                } else {
                    lines.append(PlaceTable.line(id: ids[row], .places(places)))
                }
            } catch {
                reasons[error.code.rawValue, default: 0] += 1
                if isJSON {
                    rows.append(Row(id: ids[row], reason: error.code.rawValue))
                } else {
                    lines.append(PlaceTable.line(id: ids[row], .failure(error)))
                }
            }
        }
        let summary = Summary(
            schema: schema,
            network: network,
            rows: ids.count,
            answered: ids.count - reasons.values.reduce(0, +),
            reasons: reasons,
            seconds: (clock.now - start).seconds,
            answers: isJSON ? rows : nil
        )
        if isJSON { return try Console.printJSON(summary) }
        try write(lines, choice)
        let counts = "\(Say.count(summary.answered))/\(Say.count(summary.rows))"
        if out == nil || out == "-" {
            Console.note(counts)
        } else if output.json {
            try Console.printJSON(summary)
        } else {
            Console.print(tr("answered", ru: "отвечено", kk: "жауап берілді") + " " + counts)
        }
        for (reason, count) in reasons.sorted(by: { $0.key < $1.key }) {
            Console.note("  \(reason): \(Say.count(count))")
        }
    }
}

/// Places for a person.
enum PlaceText {
    static func print(_ answers: [PlaceAnswer]) {
        for (row, a) in answers.enumerated() {
            var words = [row == 0 ? "→" : "  " + tr("or", ru: "или", kk: "не")]
            if !a.ref.isEmpty || !a.name.isEmpty {
                words.append([a.ref, a.name].filter { !$0.isEmpty }.joined(separator: " "))
            }
            if let kilometre = a.kilometre, let metres = a.metres {
                let km = tr("km", ru: "км", kk: "км")
                let m = tr("m", ru: "м", kk: "м")
                // Without spaces or commas in the number, so that the text can be read again.
                let sign = metres.rounded() < 0 ? "−" : "+"
                words.append("\(kilometre) \(km) \(sign) \(Int(abs(metres).rounded())) \(m)")
                words.append(
                    a.direction == "forward"
                        ? tr("forward", ru: "прямое", kk: "тура")
                        : tr("backward", ru: "обратное", kk: "кері")
                )
            }
            let lat = String(format: "%.7f", a.lat)
            let lon = String(format: "%.7f", a.lon)
            words.append("lon \(lon) lat \(lat)")
            let segment = tr("segment", ru: "сегмент", kk: "сегмент")
            words.append("\(segment) \(a.segment) + \(Say.decimal(a.measure, 3))")
            words.append("way \(a.way)")
            if let offset = a.offset { words.append("offset \(Say.decimal(offset, 1))") }
            Console.print(words.joined(separator: ", ").replacing("→, ", with: "→ "))
        }
    }
}
