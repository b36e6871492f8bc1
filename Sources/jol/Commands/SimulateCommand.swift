import ArgumentParser
import RoadModel
import RoadPipeline
import RoadSimulation

/// `jol simulate --seed N --out DIR`.
struct SimulateCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "simulate",
            abstract: tr(
                "Write a fictional oblast: roads, logs, crashes and the truth.",
                ru: "Создать вымышленную область: дороги, журналы, ДТП и истину.",
                kk: "Ойдан шығарылған облыс жасау: жолдар, журналдар, ЖКО мен ақиқат."
            ),
            usage: "jol simulate --out <dir> [--seed <n>] [--scale <x>] [options]",
            discussion: tr(
                """
                Three years of a made-up oblast with known true segments, rates and enforcement \
                effect. The same seed and options give the same bytes.
                """,
                ru: """
                    Три года вымышленной области с известными сегментами, частотами и эффектом \
                    контроля. Одинаковые числа и ключи дают одинаковые байты.
                    """,
                kk: """
                    Сегменттері, жиіліктері мен бақылау әсері белгілі ойдан шығарылған облыстың үш \
                    жылы. Бірдей сан мен кілт бірдей байт береді.
                    """
            )
        )
    }

    @Option(
        help: ArgumentHelp(
            tr("Start of the random sequence.", ru: "Начальное число.", kk: "Бастапқы сан."),
            valueName: "n"
        )
    )
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp(
            tr("Folder to write to.", ru: "Папка для записи.", kk: "Жазылатын қалта."),
            valueName: "dir"
        )
    )
    var out: String

    @Option(
        help: ArgumentHelp(
            tr(
                "Multiplies the passages (60,000 at 1).",
                ru: "Множитель проездов (60 000 при 1).",
                kk: "Өту санын көбейткіш (1-де 60 000)."
            ),
            valueName: "x"
        )
    )
    var scale = 1.0

    @Option(
        help: ArgumentHelp(
            tr(
                "Expected crashes in three years.",
                ru: "Ожидаемое число ДТП.",
                kk: "Күтілетін ЖКО саны."
            ),
            valueName: "n"
        )
    )
    var crashes: Double?

    @Option(
        help: ArgumentHelp(
            tr("Number of flights.", ru: "Число вылетов.", kk: "Ұшу саны."),
            valueName: "n"
        )
    )
    var flights: Int?

    @Option(
        help: ArgumentHelp(
            tr(
                "One-sigma accuracy of places, metres.",
                ru: "Точность мест, сигма, м.",
                kk: "Орын дәлдігі, сигма, м."
            ),
            valueName: "metres"
        )
    )
    var accuracy: Double?

    @Option(
        help: ArgumentHelp(
            tr(
                "Factor on the crash rate near working complexes.",
                ru: "Множитель частоты ДТП у работающих комплексов.",
                kk: "Жұмыс істейтін кешендер маңындағы ЖКО жиілігінің көбейткіші."
            ),
            valueName: "0…1"
        )
    )
    var effect: Double?

    @Flag(
        help: ArgumentHelp(
            tr("A very small world.", ru: "Совсем маленький мир.", kk: "Өте шағын әлем.")
        )
    )
    var small = false

    @Flag(
        help: ArgumentHelp(
            tr(
                "Add a folder of damaged files with the codes they must raise.",
                ru: "Добавить папку испорченных файлов с ожидаемыми кодами.",
                kk: "Күтілетін кодтары бар бүлінген файлдар қалтасын қосу."
            )
        )
    )
    var damaged = false

    @Flag(
        help: ArgumentHelp(
            tr(
                "Write every flight as DataFlash, DJI subtitles and DJI video too (formats/).",
                ru: "Записать вылеты и как DataFlash, субтитры и видео DJI (formats/).",
                kk: "Ұшуларды DataFlash, DJI субтитрі мен видеосы етіп те жазу (formats/)."
            )
        )
    )
    var formats = false

    @Flag(
        help: ArgumentHelp(
            tr(
                "Replace an existing world.",
                ru: "Заменить имеющийся мир.",
                kk: "Бар әлемді ауыстыру."
            )
        )
    )
    var overwrite = false

    @OptionGroup var language: LanguageOption
    @OptionGroup var output: OutputOptions
    @OptionGroup var remarks: QuietOption

    struct Result: Encodable {
        var schema = "jol.simulate/1"
        var summary: SimulationSummary
    }

    func run() throws {
        var options = SimulationOptions(seed: seed, size: small ? .small : .standard)
        options.scale = scale
        if let crashes { options.crashes = crashes }
        if let flights { options.flights = flights }
        if let accuracy { options.accuracyMetres = accuracy }
        if let effect { options.enforcementEffect = effect }
        options.includesDamaged = damaged
        options.includesOtherFormats = formats
        options.overwrites = overwrite
        let progress = ProgressLine("simulate", isQuiet: remarks.quiet)
        let summary = try Simulator.run(options, outputDirectory: out) { _, share in
            progress.advance(to: Int(share * 1000), of: 1000, unit: .records)
        }
        progress.finish()
        if output.json {
            try Console.printJSON(Result(summary: summary))
            return
        }
        Console.print(out)
        Console.note(
            tr(
                "\(Say.decimal(summary.roadKilometres, 0)) km of road, "
                    + "\(Say.count(summary.passages)) passages with \(Say.count(summary.violations)) "
                    + "violations, \(Say.count(summary.crashes)) crashes, "
                    + "\(Say.count(summary.flights)) flights. Everything is made up.",
                ru: "\(Say.decimal(summary.roadKilometres, 0)) км дорог, проездов "
                    + "\(Say.count(summary.passages)), нарушений \(Say.count(summary.violations)), "
                    + "ДТП \(Say.count(summary.crashes)), вылетов \(Say.count(summary.flights)). "
                    + "Всё вымышлено.",
                kk: "\(Say.decimal(summary.roadKilometres, 0)) км жол, өту "
                    + "\(Say.count(summary.passages)), бұзушылық \(Say.count(summary.violations)), "
                    + "ЖКО \(Say.count(summary.crashes)), ұшу \(Say.count(summary.flights)). "
                    + "Бәрі ойдан шығарылған."
            )
        )
    }
}
