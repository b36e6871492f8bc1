import ArgumentParser
import RoadAnalysis
import RoadLaw
import RoadModel
import RoadPipeline
import RoadStore

extension ComplexesCommand {
    /// `jol complexes sections`.
    struct Sections: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "sections",
                abstract: tr(
                    "Average speed between complexes: section control.",
                    ru: "Средняя скорость между комплексами: контроль на участках.",
                    kk: "Кешендер арасындағы орташа жылдамдық: учаскелік бақылау."
                ),
                usage: """
                    jol complexes sections <passages> … --sections <sections.csv> [--csv | --json] [--out <file.csv>]
                    jol complexes sections [--sections <sections.csv>]     (on the workspace)
                    """,
                discussion: tr(
                    """
                    The table of sections has the columns section, entry, exit (serial numbers), \
                    limit_kmh, and length_m where it is known; else the shortest legal way along the \
                    network between both complexes is taken. road (settlement, residential, \
                    motorway, divided, rural) adds the rules' limits for lorries and buses. A violation is one whose lower bound, \
                    with the errors of both clocks and of the length in the driver's favour, lies \
                    above the limit. Vehicles are named by a key; --plates shows plates.
                    """,
                    ru: """
                        В таблице участков столбцы section, entry, exit (заводские номера), \
                        limit_kmh и, если известна, length_m; иначе берётся кратчайший законный \
                        путь по сети между комплексами. Нарушение — когда нижняя граница, с \
                        погрешностями часов и длины в пользу водителя, выше ограничения. Машины \
                        названы ключом; --plates показывает знаки.
                        """,
                    kk: """
                        Учаскелер кестесінің бағандары: section, entry, exit (зауыт нөмірлері), \
                        limit_kmh және белгілі болса length_m; әйтпесе кешендер арасындағы желідегі \
                        ең қысқа заңды жол алынады. road (settlement, residential, motorway, \
                        divided, rural) жүк көліктері мен автобустардың шектеулерін қосады. Сағат пен ұзындық қателері жүргізуші пайдасына \
                        алынған төменгі шек шектеуден жоғары болса, бұл бұзушылық. Көліктер кілтпен \
                        аталады; --plates нөмірлерді көрсетеді.
                        """
                )
            )
        }

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
                    "Table of sections; default the partners of the register.",
                    ru: "Таблица участков; иначе пары комплексов из реестра.",
                    kk: "Учаскелер кестесі; әйтпесе тізілімдегі жұптар."
                ),
                valueName: "sections.csv"
            )
        )
        var sections: String?
        @Option(
            name: [.customLong("clock-error"), .customLong("clock")],
            help: ArgumentHelp(
                tr(
                    "Error of one complex's clock, seconds.",
                    ru: "Погрешность часов одного комплекса, с.",
                    kk: "Бір кешен сағатының қателігі, с."
                ),
                valueName: "seconds"
            )
        )
        var clockError = 0.05
        @Option(
            name: [.customLong("length-error"), .customLong("distance-error")],
            help: ArgumentHelp(
                tr(
                    "Error of a length that states none, metres.",
                    ru: "Погрешность длины, если не указана, м.",
                    kk: "Көрсетілмеген ұзындық қателігі, м."
                ),
                valueName: "metres"
            )
        )
        var lengthError = 2.0
        @Option(
            help: ArgumentHelp(
                tr(
                    "Excess of the lower bound that counts, km/h (default: any).",
                    ru: "Превышение нижней границы, которое считается, км/ч (иначе любое).",
                    kk: "Есепке алынатын төменгі шек асуы, км/сағ (әйтпесе кез келген)."
                ),
                valueName: "km/h"
            )
        )
        var threshold = 0.0
        @Option(
            help: ArgumentHelp(
                tr(
                    "Slower ways are stops, km/h.",
                    ru: "Медленнее этого — остановка, км/ч.",
                    kk: "Бұдан баяуы тоқтау, км/сағ."
                ),
                valueName: "km/h"
            )
        )
        var slowest = 10.0
        @Option(
            help: ArgumentHelp(
                tr(
                    "Faster ways are two vehicles, km/h.",
                    ru: "Быстрее этого — две машины, км/ч.",
                    kk: "Бұдан жылдамы екі көлік, км/сағ."
                ),
                valueName: "km/h"
            )
        )
        var fastest = 300.0
        @Flag(
            help: ArgumentHelp(
                tr(
                    "Join equal plates only.",
                    ru: "Соединять только равные знаки.",
                    kk: "Тек тең нөмірлерді қосу."
                )
            )
        )
        var exact = false
        @Flag(
            help: ArgumentHelp(
                tr(
                    "Print every way, not violations only.",
                    ru: "Все проезды, а не только нарушения.",
                    kk: "Тек бұзушылық емес, барлық өту."
                )
            )
        )
        var all = false
        @Flag(
            help: ArgumentHelp(
                tr(
                    "Show plates; of received files only with --reason.",
                    ru: "Показать знаки; из принятых файлов — только с --reason.",
                    kk: "Нөмірлерді көрсету; қабылданған файлдардан тек --reason арқылы."
                )
            )
        )
        var plates = false
        @Option(
            help: ArgumentHelp(
                tr(
                    "Write the ways to a CSV file.",
                    ru: "Записать проезды в CSV.",
                    kk: "Өтулерді CSV файлына жазу."
                ),
                valueName: "file.csv"
            )
        )
        var out: String?
        @OptionGroup var order: SignedOrder
        @OptionGroup var choice: NetworkChoice
        @OptionGroup var records: RecordOptions
        @OptionGroup var table: TableOptions

        static let header = [
            "section", "entry_serial", "exit_serial", "vehicle", "entry_time", "exit_time",
            "entry_row", "exit_row", "seconds", "length_m", "length_source", "speed_kmh",
            "speed_lower_kmh", "speed_upper_kmh", "limit_kmh", "excess_kmh", "violation", "join",
            "crosses_midnight", "code", "fine_mrp", "fine_tenge", "vehicle_class",
        ]

        func run() throws {
            var policy = SectionPolicy()
            guard clockError >= 0, lengthError >= 0, threshold >= 0, slowest > 0, fastest > slowest
            else {
                throw IntakeError(
                    .badArgument,
                    subject: "--clock-error, --length-error, --threshold, --slowest, --fastest",
                    detail: "Errors and thresholds are 0 or more, and slowest lies below fastest.",
                    remedy: "Mend the option."
                )
            }
            (policy.clockErrorSeconds, policy.thresholdKmh) = (clockError, threshold)
            (policy.slowestKmh, policy.fastestKmh) = (slowest, fastest)
            policy.mendsMisreads = !exact
            guard files.isEmpty else {
                guard let sections else { throw Self.noSections }
                let rows = try SectionTable.read(sections)
                let run = try SectionRun(try files.map { try records.file($0) }, rows)
                let outcome = run.joined(try lengths(rows, run), policy)
                return try show(
                    SectionAnswer(outcome: outcome, policy: policy, showsPlates: plates)
                )
            }
            let store = try choice.global.open(plates ? .writing : .reading)
            if plates {
                try store.recordAccess(
                    "plates of average speeds between complexes, all received files",
                    who: order.signer,
                    reason: try order.requiredReason(),
                    software: Software.name
                )
            }
            let day = CivilDate(daysSinceEpoch: Int(Files.now.microseconds / 86_400_000_000))
            let rows =
                try sections.map { try SectionTable.read($0) }
                ?? SectionTable.partners(try store.register(), on: day)
            let run = try SectionRun(store, rows)
            policy.mendsMisreads = policy.mendsMisreads && run.knowsPlates
            let outcome = run.joined(try lengths(rows, run), policy)
            let answer = SectionAnswer(
                outcome: outcome,
                policy: policy,
                showsPlates: plates,
                pseudonyms: run.knowsPlates ? try pseudonyms(outcome, store) : [:]
            )
            if !run.knowsPlates, !exact {
                choice.global.note(
                    tr(
                        "Received files are gone: reads are joined by pseudonyms, none is mended.",
                        ru: "Принятых файлов нет: соединение по псевдонимам, без исправлений.",
                        kk: "Қабылданған файлдар жоқ: бүркеншік аттармен қосылды, түзетусіз."
                    )
                )
            }
            try show(answer)
        }

        private static let noSections = IntakeError(
            .badArgument,
            subject: "--sections",
            detail: "Files of passages need a table of sections.",
            remedy: "Give --sections with section, entry, exit, limit_kmh."
        ).saying(
            ru: (
                "Для файлов проездов нужна таблица участков.",
                "Укажите --sections со столбцами section, entry, exit, limit_kmh."
            ),
            kk: (
                "Өту файлдарына учаскелер кестесі керек.",
                "section, entry, exit, limit_kmh бағандары бар --sections көрсетіңіз."
            )
        )

        private func lengths(_ rows: [SectionRow], _ run: SectionRun) throws -> SectionLengths {
            try SectionLengths(rows, sites: run.sites, errorMetres: lengthError) {
                try choice.open()
            }
        }

        /// The workspace's pseudonyms of the vehicles that will be printed.
        private func pseudonyms(
            _ outcome: SectionRun.Outcome,
            _ store: Store
        ) throws -> [Int: String] {
            let printed = outcome.control.transits
                .filter { all || outcome.control.isViolation($0) }.map(\.entry)
            let made = try store.pseudonyms(of: printed.map { outcome.reads.plates.utf8(at: $0) })
            return Dictionary(
                zip(printed, made).map { read, bytes in
                    (read, SectionAnswer.hex(bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }))
                },
                uniquingKeysWith: { first, _ in first }
            )
        }

        private func show(_ answer: SectionAnswer) throws {
            if let out {
                let file = try RowOutput(out)
                do {
                    try file.write(Array((CommaSeparated.line(Self.header) + "\n").utf8))
                    for transit in answer.outcome.control.transits
                    where all || answer.outcome.control.isViolation(transit) {
                        let line = CommaSeparated.line(answer.cells(transit)) + "\n"
                        try file.write(Array(line.utf8))
                    }
                    try file.finish()
                } catch {
                    file.abandon()
                    throw error
                }
            }
            if table.csv {
                Console.print(CommaSeparated.line(Self.header))
                for transit in answer.outcome.control.transits
                where all || answer.outcome.control.isViolation(transit) {
                    Console.print(CommaSeparated.line(answer.cells(transit)))
                }
            } else if table.output.json {
                Console.print(FastJSON.text(answer.tree(all: all, rows: out == nil)))
            } else {
                Console.print(answer.text)
            }
        }
    }
}
