import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline

extension HotspotsCommand {
    /// `jol hotspots legal`.
    struct Legal: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "legal",
                abstract: tr(
                    "Places that meet an official definition of a hotspot.",
                    ru: "Места, отвечающие официальному определению очага.",
                    kk: "Ошақтың ресми анықтамасына сай орындар."
                ),
                usage: "jol hotspots legal --rule <rule> --events <crashes.csv>",
                discussion: tr(
                    """
                    Crashes have a road, metres along it, a day (date or number), a type, and \
                    casualties. A rule is a dated JSON file: ru-concentration, de-muko-2012, de-nrw, \
                    be-flanders, kz-order-383, or your own (Docs/Methods/hotspot-rules.md). Limits \
                    count as inside. The rule stands beside the statistical ranking, never instead.
                    """,
                    ru: """
                        У ДТП — дорога, метры вдоль неё, день (дата или число), вид и пострадавшие. \
                        Правило — датированный JSON: ru-concentration, de-muko-2012, de-nrw, \
                        be-flanders, kz-order-383 или своё (Docs/Methods/hotspot-rules.md). Граница \
                        входит. Правило стоит рядом со статистикой, а не вместо неё.
                        """,
                    kk: """
                        ЖКО-да жол, оның бойымен метр, күн (дата не сан), түр және зардап шеккендер \
                        бар. Ереже — күні бар JSON: ru-concentration, de-muko-2012, de-nrw, \
                        be-flanders, kz-order-383 не өзіңіздікі (Docs/Methods/hotspot-rules.md). \
                        Шек ішке кіреді. Ереже статистиканың орнына емес, қасында тұрады.
                        """
                )
            )
        }

        @Option(
            help: ArgumentHelp(
                tr(
                    "A rule's name or file.",
                    ru: "Имя или файл правила.",
                    kk: "Ереже аты не файлы."
                ),
                valueName: "rule"
            )
        )
        var rule = "ru-concentration"
        @Option(
            help: ArgumentHelp(
                tr(
                    "Table of crashes; - is standard input.",
                    ru: "Таблица ДТП; - это стандартный ввод.",
                    kk: "ЖКО кестесі; - стандартты кіріс."
                ),
                valueName: "crashes.csv"
            )
        )
        var events: String
        @OptionGroup var columns: EventColumns
        @Option(
            name: [.customLong("limit"), .customLong("window")],
            help: ArgumentHelp(
                tr(
                    "Longest place in metres, everywhere, instead of the rule's.",
                    ru: "Предел длины в метрах везде, вместо правила.",
                    kk: "Ереженікінің орнына барлық жердегі ең ұзын орын, м."
                ),
                valueName: "metres"
            )
        )
        var limit: Double?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Table road,length_m for sections.",
                    ru: "Таблица road,length_m для участков.",
                    kk: "Учаскелерге road,length_m кестесі."
                ),
                valueName: "roads.csv"
            )
        )
        var roads: String?
        @OptionGroup var target: TableTarget
        @OptionGroup var language: LanguageOption
        @OptionGroup var output: OutputOptions

        func run() throws {
            try target.check()
            var definition = try LegalRun.rule(rule)
            if let limit {
                guard limit > 0, limit < 1e7 else {
                    throw IntakeError(
                        .badArgument,
                        subject: "--limit \(limit)",
                        detail: "A place must have a length.",
                        remedy: "Give metres, such as 1000."
                    )
                }
                definition.windowMetres = limit
                definition.windowInSettlementMetres = limit
            }
            var lengths: [String: Double] = [:]
            if let roads {
                let table = try AnalysisTable.read(roads)
                let names = SiteColumnNames(table.header)
                let labels = try table.texts(names.find(.road) ?? "road")
                let values = try table.numbers(names.find(.length) ?? "length_m", .positive)
                lengths = Dictionary(zip(labels, values)) { first, _ in first }
            }
            let result = LegalRun(
                definition,
                try RuleEvents(events, columns.query()),
                roadLengths: lengths
            )
            let table = result.table
            if try target.write(table) { return }
            if output.json {
                try SiteAnswer.printJSON(
                    "jol.hotspots.legal/1",
                    Self.fields(result),
                    tables: [(definition.kind == "sections" ? "sections" : "places", table)]
                )
            } else if target.out == nil {
                Console.print(Self.text(result))
            }
        }

        private static func fields(_ result: LegalRun) -> [String: AnalysisTree] {
            let rule = result.rule
            let isSections = rule.kind == "sections"
            return [
                "rule": [
                    "id": .text(rule.id), "kind": .text(rule.kind),
                    "jurisdiction": rule.jurisdiction.map { .text($0) } ?? .null,
                    "title": (rule.title?[Interface.language.rawValue] ?? rule.title?["en"])
                        .map { .text($0) } ?? .null,
                    "validFrom": rule.validFrom.map { .text($0) } ?? .null,
                    "validTo": rule.validTo.map { .text($0) } ?? .null,
                    "source": rule.source.map { .text($0) } ?? .null,
                    "confidence": rule.confidence.map { .text($0) } ?? .null,
                    "windowMetres": .number(rule.windowMetres),
                    "windowInSettlementMetres": .number(rule.windowInSettlementMetres),
                    "months": rule.months.map { .count($0) } ?? .null,
                ],
                "count": .count(isSections ? result.sections.count : result.places.count),
                "longest": .number(result.places.map(\.length).max()),
                "crashes": .count(result.events.crashes.count),
                "columns": .object(result.events.mapping.mapValues { .text($0) }),
                "flags": .texts(result.events.flags),
            ]
        }

        private static func text(_ result: LegalRun) -> String {
            let rule = result.rule
            var lines = [rule.title?[Interface.language.rawValue] ?? rule.title?["en"] ?? rule.id]
            if rule.kind == "sections" {
                var table = TerminalTable([
                    (tr("Road", ru: "Дорога", kk: "Жол"), .left), ("m", .right),
                    (tr("crashes", ru: "ДТП", kk: "ЖКО"), .right),
                    (tr("grade", ru: "оценка", kk: "баға"), .right),
                ])
                for section in result.sections.prefix(40) {
                    table.add([
                        result.events.roads[Int(section.road)],
                        "\(Say.decimal(section.start, 0))–\(Say.decimal(section.end, 0))",
                        Say.count(section.crashes), section.grade.map { "\($0)" } ?? "",
                    ])
                }
                lines.append(table.text)
            } else {
                var table = TerminalTable([
                    (tr("Road", ru: "Дорога", kk: "Жол"), .left), ("m", .right),
                    (tr("crashes", ru: "ДТП", kk: "ЖКО"), .right),
                    (tr("types", ru: "виды", kk: "түрлері"), .left),
                    (tr("days", ru: "дни", kk: "күндер"), .left),
                ])
                for place in result.places.prefix(40) {
                    table.add([
                        result.events.roads[Int(place.road)],
                        "\(Say.decimal(place.start, 0))–\(Say.decimal(place.end, 0))",
                        Say.count(place.crashes.count),
                        place.types.map { result.events.types[Int($0)] }.joined(separator: ", "),
                        "\(result.dayText(place.firstDay)) – \(result.dayText(place.lastDay))",
                    ])
                }
                lines.append(table.text)
                lines.append(
                    tr("Places: ", ru: "Мест: ", kk: "Орын: ") + Say.count(result.places.count)
                )
            }
            lines += result.events.flags
            if let source = rule.source { lines.append(source) }
            return lines.joined(separator: "\n")
        }
    }
}

/// Columns of a table of crashes along roads.
struct EventColumns: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            tr("Column of the road.", ru: "Столбец дороги.", kk: "Жол бағаны."),
            valueName: "column"
        )
    )
    var road: String?
    @Option(
        name: [.customLong("chainage"), .customLong("position")],
        help: ArgumentHelp(
            tr(
                "Column of metres along the road.",
                ru: "Столбец метров вдоль дороги.",
                kk: "Жол бойындағы метр бағаны."
            ),
            valueName: "column"
        )
    )
    var chainage: String?
    @Option(
        name: [.customLong("day"), .customLong("date")],
        help: ArgumentHelp(
            tr("Column of the day.", ru: "Столбец дня.", kk: "Күн бағаны."),
            valueName: "column"
        )
    )
    var day: String?
    @Option(
        help: ArgumentHelp(
            tr("Column of the type.", ru: "Столбец вида.", kk: "Түр бағаны."),
            valueName: "column"
        )
    )
    var type: String?
    @Option(
        help: ArgumentHelp(
            tr(
                "Column of casualties.",
                ru: "Столбец пострадавших.",
                kk: "Зардап шеккендер бағаны."
            ),
            valueName: "column"
        )
    )
    var casualties: String?
    @Option(
        help: ArgumentHelp(
            tr(
                "Column: in a settlement (1, yes).",
                ru: "Столбец: в населённом пункте (1, да).",
                kk: "Баған: елді мекенде (1, иә)."
            ),
            valueName: "column"
        )
    )
    var settlement: String?
    @Option(
        help: ArgumentHelp(
            tr("Column of the junction.", ru: "Столбец перекрёстка.", kk: "Қиылыс бағаны."),
            valueName: "column"
        )
    )
    var junction: String?
    @Option(
        help: ArgumentHelp(
            tr("Column of severity.", ru: "Столбец тяжести.", kk: "Ауырлық бағаны."),
            valueName: "column"
        )
    )
    var severity: String?

    func query() -> RuleEvents.Query {
        var query = RuleEvents.Query()
        (query.road, query.chainage, query.day) = (road, chainage, day)
        (query.type, query.casualties, query.settlement) = (type, casualties, settlement)
        (query.junction, query.severity) = (junction, severity)
        return query
    }
}
