import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport

extension EvaluateCommand {
    /// `jol evaluate design`.
    struct Design: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "design",
                abstract: tr(
                    "Plan a randomised roll-out: who gets the measure when, and its power.",
                    ru: "План внедрения по случайному отбору: кому, когда, с какой мощностью.",
                    kk: "Кездейсоқ таңдаумен енгізу жоспары: кімге, қашан, қандай қуатпен."
                ),
                usage: """
                    jol evaluate design --units <n> --mean <events> [options]
                           jol evaluate design <units.csv> [options]
                    """,
                discussion: tr(
                    """
                    Table: unit (or name) and mean (or count): events a period. Units of like size \
                    form blocks, chance spreads each block over --waves; equal seeds give equal \
                    allocations. In the first --before periods all wait, each wave begins --between \
                    periods after the last. --effect is the change to be found. --csv prints the \
                    allocation.
                    """,
                    ru: """
                        Таблица: unit (или name) и mean (или count): событий за период. Единицы \
                        близкого размера образуют блоки, случай разносит блок по --waves; одинаковый \
                        seed даёт одинаковый план. Первые --before периодов ждут все, каждая волна \
                        через --between периодов. --effect: изменение, которое надо найти. --csv \
                        печатает план.
                        """,
                    kk: """
                        Кесте: unit (не name) және mean (не count): кезеңдегі оқиға. Көлемі ұқсас \
                        бірліктер блок құрайды, блок --waves толқынға кездейсоқ бөлінеді; бірдей seed \
                        бірдей жоспар береді. Алғашқы --before кезеңде бәрі күтеді, әр толқын \
                        --between кезеңнен соң. --effect: табылуы керек өзгеріс. --csv жоспарды шығарады.
                        """
                )
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr(
                    "A table of units; - is standard input.",
                    ru: "Таблица единиц; - это стандартный ввод.",
                    kk: "Бірліктер кестесі; - стандартты кіріс."
                ),
                valueName: "units.csv"
            )
        )
        var file: String?
        @Option(
            help: ArgumentHelp(
                tr("Units of equal size.", ru: "Равных единиц.", kk: "Тең бірліктер саны."),
                valueName: "n"
            )
        )
        var units: Int?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Events of a unit a period.",
                    ru: "Событий единицы за период.",
                    kk: "Бірліктің кезеңдегі оқиғасы."
                ),
                valueName: "events"
            )
        )
        var mean: Double?
        @Option(
            help: ArgumentHelp(tr("Waves.", ru: "Волн.", kk: "Толқындар."), valueName: "n")
        )
        var waves = 2
        @Option(
            name: [.customLong("before"), .customLong("periods-before")],
            help: ArgumentHelp(
                tr(
                    "Periods before the first wave.",
                    ru: "Периодов до первой волны.",
                    kk: "Бірінші толқынға дейінгі кезең."
                ),
                valueName: "n"
            )
        )
        var before = 4
        @Option(
            name: [.customLong("between"), .customLong("periods"), .customLong("after")],
            help: ArgumentHelp(
                tr("Periods of a wave.", ru: "Периодов на волну.", kk: "Толқын кезеңдері."),
                valueName: "n"
            )
        )
        var between = 4
        @Flag(
            help: ArgumentHelp(
                tr(
                    "Treat the last wave too (stepped wedge).",
                    ru: "Охватить и последнюю волну.",
                    kk: "Соңғы толқынды да қамту."
                )
            )
        )
        var treatAll = false
        @Option(
            parsing: .unconditional,
            help: ArgumentHelp(
                tr(
                    "Change to be found: -20%, or a ratio 0.8.",
                    ru: "Искомое изменение: -20% или 0.8.",
                    kk: "Ізделетін өзгеріс: -20% не 0.8."
                ),
                valueName: "effect"
            )
        )
        var effect: RatioArgument?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Variance factor of counts.",
                    ru: "Множитель дисперсии.",
                    kk: "Дисперсия көбейткіші."
                ),
                valueName: "phi"
            )
        )
        var phi = 1.0
        @Option(
            help: ArgumentHelp(
                tr(
                    "Wandering of a unit's log rate beyond chance.",
                    ru: "Блуждание логарифма частоты сверх случая.",
                    kk: "Жиілік логарифмінің кездейсоқтықтан тыс ауытқуы."
                ),
                valueName: "sd"
            )
        )
        var noise = 0.1
        @Option(
            help: ArgumentHelp(
                tr(
                    "Power of the detectable fall.",
                    ru: "Мощность заметного снижения.",
                    kk: "Байқалатын төмендеу қуаты."
                ),
                valueName: "p"
            )
        )
        var power = 0.8
        @Option(
            help: ArgumentHelp(
                tr(
                    "Seed of the allocation.",
                    ru: "Начало случайного отбора.",
                    kk: "Кездейсоқ таңдау бастауы."
                ),
                valueName: "n"
            )
        )
        var seed: UInt64 = 1
        @OptionGroup var language: LanguageOption
        @OptionGroup var form: AnswerOptions

        func run() throws {
            var options = RolloutDesign.Options()
            (options.waves, options.periodsBefore, options.periodsBetween) = (
                waves, before, between
            )
            (options.keepsControl, options.phi, options.noise) = (!treatAll, phi, noise)
            (options.seed, options.power) = (seed, power)
            options.ratio = effect?.ratio ?? 0.8
            guard let design = RolloutDesign(try candidates(), options) else {
                throw Self.usage(
                    "--units, --mean, --waves, --effect",
                    "As many units as waves or more, means, phi and effects above 0 and an effect "
                        + "that is not 1."
                )
            }
            var found = answer(design, options)
            found.sheet = (
                ["unit", "mean", "block", "wave", "first_period"],
                design.allocation.map { row in
                    [
                        row.unit.name, "\(row.unit.mean)", "\(row.block)", "\(row.wave)",
                        row.firstPeriod.map { "\($0)" } ?? "",
                    ]
                }
            )
            try form.show(found, "evaluate.design")
        }

        private func candidates() throws(IntakeError) -> [RolloutDesign.Unit] {
            guard let file else {
                guard let units, let mean, (2...100_000).contains(units) else {
                    throw Self.usage("--units, --mean", "Both are needed without a table.")
                }
                return (1...units).map {
                    RolloutDesign.Unit(name: zeroPadded($0, "\(units)".utf8.count), mean: mean)
                }
            }
            let source = try AnalysisTable.read(file)
            let label = ["unit", "name", "district"].first(where: source.contains) ?? "unit"
            let column =
                ["mean", "count", "crashes", "events"].first(where: source.contains) ?? "mean"
            let names = try source.texts(label)
            let means = try source.numbers(column, .positive)
            var seen: Set<String> = []
            if let row = names.firstIndex(where: { !seen.insert($0).inserted }) {
                throw source.badCell(row, label, "a name that stands once")
            }
            return zip(names, means).map { RolloutDesign.Unit(name: $0, mean: $1) }
        }

        private func answer(
            _ design: RolloutDesign,
            _ options: RolloutDesign.Options
        ) -> AnalysisAnswer {
            let numbers = NumberText(Interface.language)
            let change = numbers.signedPercent(100 * (options.ratio - 1), decimals: 0)
            let chance = numbers.share(design.power)
            let fall = design.detectableFallPercent.map { numbers.percent($0) } ?? "–"
            let needed = design.unitsNeeded.map { numbers.count($0) } ?? "–"
            let aim = numbers.share(options.power, decimals: 0)
            let (count, length) = (design.allocation.count, design.periods)
            let text = tr(
                "\(count) units over \(length) periods find \(change) with a chance of \(chance).\n"
                    + "With a chance of \(aim): a fall of \(fall) or more, or \(change) with "
                    + "\(needed) such units.",
                ru: "\(count) единиц за \(length) периодов найдут \(change) с вероятностью "
                    + "\(chance).\nС вероятностью \(aim): снижение от \(fall) или \(change) при "
                    + "\(needed) таких единицах.",
                kk: "\(count) бірлік \(length) кезеңде \(change) өзгерісін \(chance) ықтималдықпен "
                    + "табады.\n\(aim) ықтималдықпен: \(fall) не одан көп төмендеу, не осындай "
                    + "\(needed) бірлікпен \(change)."
            )
            return AnalysisAnswer(
                [
                    "units": .count(count), "periods": .count(length),
                    "waves": .count(options.waves),
                    "ratio": .number(options.ratio), "power": .number(design.power),
                    "se": .number(design.standardError),
                    "detectableFallPercent": .number(design.detectableFallPercent),
                    "unitsNeeded": design.unitsNeeded.map { .count($0) } ?? .null,
                    "seed": .text("\(options.seed)"),
                    "allocation": .list(
                        design.allocation.map { row -> AnalysisTree in
                            [
                                "unit": .text(row.unit.name), "mean": .number(row.unit.mean),
                                "block": .count(row.block), "wave": .count(row.wave),
                                "firstPeriod": row.firstPeriod.map { .count($0) } ?? .null,
                            ]
                        }
                    ),
                    "attribution": "A5",
                ],
                text: text
            )
        }

        private static func usage(_ option: String, _ detail: String) -> IntakeError {
            AnalysisOptions.usage(option, detail, verb: "evaluate design")
        }
    }
}
