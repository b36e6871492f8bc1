import ArgumentParser
import RoadModel
import RoadPipeline
import RoadReport
import RoadStore

/// `jol regions …`.
struct RegionsCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "regions",
            abstract: tr(
                "Borders of regions, against which places are checked.",
                ru: "Границы областей, по которым проверяются места.",
                kk: "Орындар тексерілетін облыс шекаралары."
            ),
            subcommands: [Import.self, List.self, Locate.self],
            defaultSubcommand: List.self
        )
    }

    /// `jol regions import FILE`.
    struct Import: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "import",
                abstract: tr(
                    "Take in borders (GeoJSON); invalid ones are mended and reported.",
                    ru: "Принять границы (GeoJSON); неверные исправляются с отчётом.",
                    kk: "Шекараларды қабылдау (GeoJSON); қатесі түзетіліп, айтылады."
                ),
                aliases: ["add"]
            )
        }

        @OptionGroup var intake: IntakeOptions

        func run() throws {
            try intake.run { target in { file in try target.addRegions(file) } }
        }
    }

    /// `jol regions list`.
    struct List: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "list",
                abstract: tr(
                    "List regions with area, faults of their borders and overlaps.",
                    ru: "Области: площадь, ошибки границ, перекрытия.",
                    kk: "Облыстар: ауданы, шекара қателері, қабаттасулар."
                )
            )
        }

        @OptionGroup var global: GlobalOptions
        @OptionGroup var table: TableOptions

        struct Region: Encodable {
            var code: String
            var names: [String]
            var squareKilometres: Double
            var rings: Int
            var wasValid: Bool
            var fault: String
        }

        struct Result: Encodable {
            var schema = "jol.regions.list/1"
            var rule = "smaller region holds the place"
            var regions: [Region]
            var overlaps: [RegionOverlap]
        }

        func run() throws {
            let regions = try global.open(.reading).regions()
            let rows = regions.map { region in
                Region(
                    code: region.outline.code,
                    names: region.outline.names,
                    squareKilometres: (region.squareKilometres * 10).rounded() / 10,
                    rings: region.outline.rings.count,
                    wasValid: region.fault.isEmpty,
                    fault: region.fault
                )
            }
            let overlaps = RegionOverlap.all(RegionOutlines(regions.map(\.outline)))
            if table.output.json {
                try Console.printJSON(Result(regions: rows, overlaps: overlaps))
                return
            }
            if table.csv {
                Console.print("code,name,area_km2,rings,was_valid,fault")
                for row in rows {
                    Console.print(
                        CommaSeparated.line([
                            row.code, row.names.first ?? "", "\(row.squareKilometres)",
                            "\(row.rings)", "\(row.wasValid)", row.fault,
                        ])
                    )
                }
                return
            }
            var text = TerminalTable([
                (tr("Code", ru: "Код", kk: "Коды"), .left),
                (tr("Region", ru: "Область", kk: "Облыс"), .left),
                (tr("km²", ru: "км²", kk: "км²"), .right),
                (tr("Border", ru: "Граница", kk: "Шекара"), .left),
            ])
            for row in rows {
                text.add([
                    row.code, RegionText.name(row.names), Say.decimal(row.squareKilometres, 0),
                    row.wasValid
                        ? tr("valid", ru: "верна", kk: "дұрыс")
                        : tr("mended", ru: "исправлена", kk: "түзетілді") + ": "
                            + RejectPhrases.local(row.fault, Interface.language),
                ])
            }
            Console.print(text.text)
            let names = Dictionary(
                rows.map { ($0.names.first ?? $0.code, RegionText.name($0.names)) },
                uniquingKeysWith: { first, _ in first }
            )
            for var overlap in overlaps {
                overlap.holder = names[overlap.holder] ?? overlap.holder
                overlap.other = names[overlap.other] ?? overlap.other
                let area = Say.decimal(overlap.squareKilometres, 1)
                Console.print(
                    tr(
                        "\(overlap.holder) and \(overlap.other) overlap by \(area) km²; the smaller "
                            + "region, \(overlap.holder), holds places there.",
                        ru:
                            "\(overlap.holder) и \(overlap.other) перекрываются на \(area) км²; место "
                            + "относится к меньшей: \(overlap.holder).",
                        kk: "\(overlap.holder) мен \(overlap.other) \(area) км² қабаттасады; орын "
                            + "кішісіне тиесілі: \(overlap.holder)."
                    )
                )
            }
        }
    }

    /// `jol regions locate LON,LAT`.
    struct Locate: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "locate",
                abstract: tr(
                    "Say in which region a place lies.",
                    ru: "Сказать, в какой области лежит место.",
                    kk: "Орын қай облыста екенін айту."
                ),
                usage: "jol regions locate <lon,lat> [--json]"
            )
        }

        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: OutputOptions

        @Argument(
            help: ArgumentHelp(
                tr(
                    "Longitude and latitude in degrees.",
                    ru: "Долгота и широта в градусах.",
                    kk: "Бойлық пен ендік, градус."
                ),
                valueName: "lon,lat"
            )
        )
        var place: String

        struct Result: Encodable {
            var schema = "jol.regions.locate/1"
            var region: String?
            var code: String?
            var alsoIn: [String]
        }

        func run() throws {
            let place = try Coordinates.parse(place)
            let regions = RegionOutlines(try global.open(.reading).regions().map(\.outline))
            let found = regions.regions(of: place)
            let result = Result(
                region: found.first.map { RegionText.name($0.names) },
                code: found.first?.code,
                alsoIn: found.dropFirst().map { RegionText.name($0.names) }
            )
            if output.json {
                try Console.printJSON(result)
                return
            }
            guard let region = result.region else {
                throw IntakeError(
                    .notFound,
                    subject: self.place,
                    detail: "No region taken in contains this place.",
                    remedy: "Give longitude first; take borders in with 'jol regions import FILE'."
                )
            }
            let also = result.alsoIn.isEmpty ? "" : " (+ \(result.alsoIn.joined(separator: ", ")))"
            Console.print(region + also)
        }
    }
}

/// Names of regions in the interface's language.
enum RegionText {
    /// Borders of Kazakhstan bear names in all three languages; others are shown as they came.
    static func name(_ names: [String]) -> String {
        let kazakh = Set("әіңғүұқөһӘІҢҒҮҰҚӨҺ")
        func isCyrillic(_ text: String) -> Bool {
            text.unicodeScalars.contains { (0x400...0x4FF).contains($0.value) }
        }
        let found: String? =
            switch Interface.language {
            case .en: names.first { !isCyrillic($0) && !$0.contains("-") }
            case .ru: names.first { $0.contains("област") || $0.hasPrefix("город") }
            case .kk: names.first { $0.contains("облыс") || $0.contains(where: kazakh.contains) }
            }
        return found ?? names.first ?? ""
    }
}
