import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline

extension HotspotsCommand {
    /// `jol hotspots units`.
    struct Units: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "units",
                abstract: tr(
                    "Cut roads into units and count crashes on them.",
                    ru: "Разрезать дороги на единицы и посчитать на них ДТП.",
                    kk: "Жолдарды бірліктерге бөліп, ЖКО санау."
                ),
                usage: "jol hotspots units --events <crashes.csv> --unit <kind> [options]",
                discussion: tr(
                    """
                    Units: segment (a road), section, lixel, window, peak, junction. Sections lie at whole multiples of --length; a last one from --shortest on \
                    stands alone, else it joins its neighbour (order 383). Windows move by --step. \
                    Peaks grow from --length until a window's coefficient of variation is at most \
                    --cv-limit. Crashes within --radius of a junction (--junctions) belong to it; \
                    how many and how far is reported. The table feeds 'jol hotspots eb'.
                    """,
                    ru: """
                        Единицы: segment (дорога), section, lixel, window, peak, junction. \
                        Участки кратны --length; последний от --shortest отдельный, иначе входит в \
                        соседний (приказ № 383). Окна сдвигаются на --step. Пики растут от --length, \
                        пока коэффициент вариации не станет не больше --cv-limit. ДТП в пределах \
                        --radius от перекрёстка (--junctions) относятся к нему; сколько и как далеко \
                        — сообщается. Таблица подходит для 'jol hotspots eb'.
                        """,
                    kk: """
                        Бірліктер: segment (жол), section, lixel, window, peak, junction. \
                        Учаскелер --length еселігінде; --shortest-тен бастап соңғысы жеке, әйтпесе \
                        көршісіне қосылады (№ 383 бұйрық). Терезелер --step-ке жылжиды. Шыңдар \
                        вариация коэффициенті --cv-limit-тен аспағанша --length-тен өседі. \
                        Қиылыстан (--junctions) --radius ішіндегі ЖКО соған жатады; саны мен қашықтығы \
                        хабарланады. Кесте 'jol hotspots eb' үшін жарайды.
                        """
                )
            )
        }

        @Option(
            help: ArgumentHelp(
                tr("Table of crashes.", ru: "Таблица ДТП.", kk: "ЖКО кестесі."),
                valueName: "crashes.csv"
            )
        )
        var events: String
        @Option(
            help: ArgumentHelp(
                tr("What units.", ru: "Какие единицы.", kk: "Қандай бірліктер."),
                valueName: "kind"
            )
        )
        var unit = "section"
        @OptionGroup var columns: EventColumns
        @Option(
            help: ArgumentHelp(
                tr(
                    "Table road,length_m.",
                    ru: "Таблица road,length_m.",
                    kk: "road,length_m кестесі."
                ),
                valueName: "roads.csv"
            )
        )
        var roads: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Table junction,road,chainage_m.",
                    ru: "Таблица junction,road,chainage_m.",
                    kk: "junction,road,chainage_m кестесі."
                ),
                valueName: "junctions.csv"
            )
        )
        var junctions: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Width; 1000, of lixels 50.",
                    ru: "Ширина; 1000, у ликселей 50.",
                    kk: "Ені; 1000, ликсельде 50."
                ),
                valueName: "metres"
            )
        )
        var length: Double?
        @Option(help: ArgumentHelp(tr("Step.", ru: "Шаг.", kk: "Қадам."), valueName: "metres"))
        var step = 100.0
        @Option(
            help: ArgumentHelp(
                tr(
                    "Shortest last section.",
                    ru: "Кратчайший последний участок.",
                    kk: "Ең қысқа соңғы учаске."
                ),
                valueName: "metres"
            )
        )
        var shortest = 500.0
        @Option(
            help: ArgumentHelp(
                tr("Influence of a junction.", ru: "Зона перекрёстка.", kk: "Қиылыс аймағы."),
                valueName: "metres"
            )
        )
        var radius = 50.0
        @Option(
            help: ArgumentHelp(
                tr(
                    "Predicted crashes a kilometre, for peaks; else the average.",
                    ru: "Прогноз ДТП на км для пиков; иначе среднее.",
                    kk: "Шыңдарға км-ге болжам; әйтпесе орташа."
                ),
                valueName: "n"
            )
        )
        var perKm: Double?
        @Option(
            name: [.customLong("k")],
            help: ArgumentHelp(
                tr("Dispersion, for peaks.", ru: "Дисперсия для пиков.", kk: "Шыңдарға дисперсия."),
                valueName: "k"
            )
        )
        var dispersion = 0.4
        @Option(
            help: ArgumentHelp(
                tr(
                    "Largest variation of a peak.",
                    ru: "Предел вариации пика.",
                    kk: "Шың вариациясының шегі."
                ),
                valueName: "cv"
            )
        )
        var cvLimit = 0.5
        @OptionGroup var target: TableTarget
        @OptionGroup var language: LanguageOption
        @OptionGroup var output: OutputOptions

        func run() throws {
            try target.check()
            guard let kind = UnitsRun.Kind(rawValue: unit) else {
                throw Self.bad(
                    "--unit \(unit)",
                    "Known: segment, section, lixel, window, peak, junction."
                )
            }
            let length = self.length ?? (kind == .lixel ? 50 : 1000)
            guard [length, step].allSatisfy({ $0 >= 1 && $0 < 1e8 }), shortest >= 0, radius >= 0,
                dispersion > 0, cvLimit > 0, perKm ?? 1 > 0
            else {
                throw Self.bad(
                    "--length, --step, --radius, --k, --cv-limit",
                    "Lengths and steps are 1 m or more, the others above 0."
                )
            }
            var sizes = UnitsRun.Options()
            (sizes.length, sizes.step, sizes.shortest) = (length, step, shortest)
            (sizes.radius, sizes.perKilometre) = (radius, perKm)
            (sizes.dispersion, sizes.limit) = (dispersion, cvLimit)
            var result = try UnitsRun(
                kind,
                try RuleEvents(events, columns.query()),
                sizes,
                lengths: try lengths(),
                junctions: try places(kind)
            )
            try result.add(attributes(kind))
            if try target.write(result.table) { return }
            if output.json {
                try SiteAnswer.printJSON(
                    "jol.hotspots.units/1",
                    [
                        "unit": .text(unit), "counted": .count(result.counted),
                        "outside": .count(result.outside),
                        "meanSnapMetres": .number(result.meanSnap),
                        "radiusMetres": kind == .junction ? .number(radius) : .null,
                    ],
                    tables: [("units", result.table)]
                )
            } else if target.out == nil {
                Console.print(result.table.csv)
            }
        }

        private func lengths() throws(IntakeError) -> [String: Double] {
            guard let roads else { return [:] }
            let table = try AnalysisTable.read(roads)
            let names = SiteColumnNames(table.header)
            let labels = try table.texts(names.find(.road) ?? "road")
            let column = names.find(.length) ?? "length_m"
            let unit = SiteColumnNames.fold(column).hasSuffix("km") ? 1000.0 : 1
            let values = try table.numbers(column, .positive)
            return Dictionary(zip(labels, values.map { $0 * unit })) { first, _ in first }
        }

        /// What the table of roads, or of junctions, tells of each besides its place.
        private func attributes(
            _ kind: UnitsRun.Kind
        ) throws(IntakeError) -> [(name: String, values: [String: String])] {
            guard let path = kind == .junction ? junctions : roads else { return [] }
            let table = try AnalysisTable.read(path)
            let names = SiteColumnNames(table.header)
            let key =
                kind == .junction
                ? names.find(.junction) ?? names.find(.id) ?? "junction"
                : names.find(.road) ?? "road"
            let known = [key, names.find(.road), names.find(.length), names.find(.chainage)]
            let labels = try table.texts(key)
            var attributes: [(name: String, values: [String: String])] = []
            for name in table.header where !known.contains(name) {
                let values = try table.texts(name)
                attributes.append((name, Dictionary(zip(labels, values)) { first, _ in first }))
            }
            return attributes
        }

        private func places(
            _ kind: UnitsRun.Kind
        ) throws(IntakeError) -> [(name: String, road: String, metres: Double)] {
            guard kind == .junction else { return [] }
            guard let junctions else {
                throw Self.bad("--junctions", "Junctions need a table junction,road,chainage_m.")
            }
            let table = try AnalysisTable.read(junctions)
            let names = SiteColumnNames(table.header)
            let labels = try table.texts(names.find(.junction) ?? names.find(.id) ?? "junction")
            let roads = try names.find(.road).map { name throws(IntakeError) in
                try table.texts(name)
            }
            let metres = try table.numbers(names.find(.chainage) ?? "chainage_m")
            return labels.indices.map { (labels[$0], roads?[$0] ?? "", metres[$0]) }
        }

        private static func bad(_ option: String, _ detail: String) -> IntakeError {
            IntakeError(
                .badArgument,
                subject: option,
                detail: detail,
                remedy: "See 'jol hotspots units --help'."
            )
        }
    }
}
