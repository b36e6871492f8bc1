import ArgumentParser
import Foundation
import RoadIngest
import RoadModel
import RoadPipeline
import RoadReport

extension FlightsCommand {
    /// `jol flights decode FILE…`.
    struct Decode: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "decode",
                abstract: tr(
                    "Read logs without a workspace and measure it.",
                    ru: "Прочитать журналы без рабочего пространства и измерить скорость.",
                    kk: "Журналдарды жұмыс кеңістігінсіз оқып, жылдамдығын өлшеу."
                ),
                usage: "jol flights decode [--all] [--repeat <n>] [options] <file> …",
                discussion: tr(
                    """
                    Nothing is stored. For each file: format, bytes, records, flights, fixes, what \
                    is lost, processor time and megabytes a second.
                    """,
                    ru: """
                        Ничего не сохраняется. По каждому файлу: формат, байты, записи, вылеты, \
                        точки, потери, время процессора и мегабайты в секунду.
                        """,
                    kk: """
                        Ештеңе сақталмайды. Әр файл бойынша: пішімі, байты, жазбалары, ұшулары, \
                        нүктелері, жоғалғаны, процессор уақыты және секундына мегабайт.
                        """
                )
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr("Files or folders.", ru: "Файлы или папки.", kk: "Файлдар не қалталар."),
                valueName: "file"
            )
        )
        var files: [String]

        @Flag(
            help: ArgumentHelp(
                tr(
                    "Keep every record of every kind in tables, not only what a flight needs.",
                    ru: "Разобрать все записи всех видов, а не только нужные для вылета.",
                    kk: "Ұшуға керегін ғана емес, барлық түрдегі барлық жазбаны оқу."
                )
            )
        )
        var all = false

        @Flag(
            help: ArgumentHelp(
                tr(
                    "Take folders inside folders too.",
                    ru: "Брать и вложенные папки.",
                    kk: "Ішкі қалталарды да алу."
                )
            )
        )
        var recursive = false

        @Option(
            name: .customLong("repeat"),
            help: ArgumentHelp(
                tr(
                    "Read each file so many times; the fastest counts.",
                    ru: "Сколько раз читать каждый файл; берётся лучшее время.",
                    kk: "Әр файлды неше рет оқу; ең жылдамы алынады."
                ),
                valueName: "n"
            )
        )
        var repetitions = 1

        @Option(
            help: ArgumentHelp(
                tr(
                    "Files to read at the same time; default one per core.",
                    ru: "Сколько файлов читать одновременно; по умолчанию по числу ядер.",
                    kk: "Бір мезгілде оқылатын файл саны; әдепкіде ядро санынша."
                ),
                valueName: "n"
            )
        )
        var threads: Int?

        @Option(
            help: ArgumentHelp(
                tr(
                    "Write table and digest of every record of one file, for comparisons.",
                    ru: "Записать таблицу и хэш каждой записи одного файла, для сравнений.",
                    kk: "Бір файлдың әр жазбасының кестесі мен хэшін жазу (салыстыруға)."
                ),
                valueName: "file"
            )
        )
        var rows: String?

        @OptionGroup var keychain: KeychainOption
        @OptionGroup var language: LanguageOption
        @OptionGroup var table: TableOptions

        struct Result: Encodable {
            var schema = "jol.flights.decode/1"
            var files: [FlightDecodeRun.Line]
            var errors: [IntakeLoop.Failure]
            var bytes: Int
            var records: Int
            var threads: Int
            var cpuSeconds: Double
            var wallSeconds: Double
            var megabytesPerSecond: Double
            var peakMegabytes: Double
        }

        func run() throws {
            guard (1...1000).contains(repetitions), (1...1024).contains(threads ?? 1) else {
                throw IntakeError(
                    .badArgument,
                    subject: "--repeat \(repetitions)",
                    detail: "--repeat lies between 1 and 1000, --threads between 1 and 1024.",
                    remedy: "Leave both out to read once with every core."
                )
            }
            let named = try FileIntake.files(files, recursive: recursive).map(\.path)
            var paths: [String] = []
            for path in named {
                paths.append(path == StandardInput.word ? try StandardInput.path() : path)
            }
            guard rows == nil || paths.count == 1 else {
                throw IntakeError(
                    .badArgument,
                    subject: "--rows",
                    detail: "Digests of records are written for one file.",
                    remedy: "Name one file."
                )
            }
            var options = FlightDecodeRun.Options()
            options.readsAll = all || rows != nil
            options.digestsRows = rows != nil
            options.repetitions = repetitions
            options.threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
            options.reading.keychains = try keychain.read()
            let start = Date()
            let outcomes = FlightDecodeRun.run(paths, options)
            let wall = Date().timeIntervalSince(start)
            var lines: [FlightDecodeRun.Line] = []
            var failures: [IntakeLoop.Failure] = []
            for (path, outcome) in zip(named, outcomes) {
                switch outcome {
                case .read(var line, let digests):
                    line.file = path
                    lines.append(line)
                    if let rows {
                        let text = String(decoding: digests.dropLast(), as: UTF8.self)
                        try Files.write(text, to: rows, overwrite: true)
                    }
                case .failed(let error):
                    failures.append(IntakeLoop.Failure(file: path, error: error))
                }
            }
            let bytes = lines.reduce(0) { $0 + $1.bytes }
            let result = Result(
                files: lines,
                errors: failures,
                bytes: bytes,
                records: lines.reduce(0) { $0 + $1.records },
                threads: options.threads,
                cpuSeconds: lines.reduce(0) { $0 + $1.cpuSeconds },
                wallSeconds: wall,
                // Of all cores together: what passed counts, not processor time.
                megabytesPerSecond: Double(bytes * repetitions) / 1e6 / max(wall, 1e-9),
                peakMegabytes: FlightDecodeRun.peakMegabytes
            )
            if table.output.json {
                try Console.printJSON(result)
            } else {
                for failure in failures { Console.show(failure.error) }
                print(lines, result)
            }
            if let failure = failures.first { throw ExitStatus.code(of: failure.error) }
        }

        private func print(_ lines: [FlightDecodeRun.Line], _ result: Result) {
            let heads = [
                "file", "format", "bytes", "records", "broken", "lost_bytes", "completeness",
                "flights", "fixes", "attitudes", "gimbal", "events", "cpu_s", "mb_per_s",
            ]
            let rows = lines.map { line in
                [
                    line.file, line.format, "\(line.bytes)", "\(line.records)",
                    "\(line.recordsBroken)", "\(line.lostBytes)",
                    String(format: "%.6f", line.completeness), "\(line.flights)",
                    "\(line.fixes)", "\(line.attitudes)", "\(line.gimbal)", "\(line.events)",
                    String(format: "%.6f", line.cpuSeconds),
                    String(format: "%.1f", line.megabytesPerSecond),
                ]
            }
            if table.csv {
                for row in [heads] + rows { Console.print(CommaSeparated.line(row)) }
                return
            }
            for (line, row) in zip(lines, rows) {
                Console.print(
                    "\(line.file): \(line.format), "
                        + tr(
                            "\(row[3]) records, \(row[7]) flights, \(row[8]) fixes, ",
                            ru: "записей \(row[3]), вылетов \(row[7]), точек \(row[8]), ",
                            kk: "жазба \(row[3]), ұшу \(row[7]), нүкте \(row[8]), "
                        )
                        + "\(Say.percent(line.completeness)), \(row[12]) s, \(row[13]) MB/s"
                )
                for warning in line.warnings.prefix(20) {
                    Console.note("  " + RejectPhrases.local(warning, Interface.language))
                }
            }
            guard lines.count > 1 else { return }
            Console.print(
                String(
                    format: "%d files, %.1f MB, %.3f s, %.1f MB/s, %.1f MB",
                    lines.count,
                    Double(result.bytes) / 1e6,
                    result.wallSeconds,
                    result.megabytesPerSecond,
                    result.peakMegabytes
                )
            )
        }
    }
}
