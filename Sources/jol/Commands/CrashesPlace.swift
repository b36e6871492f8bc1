import ArgumentParser
import Foundation
import RoadModel
import RoadNetwork
import RoadPipeline
import RoadReport
import RoadStore

extension CrashesCommand {
    /// `jol crashes place "KAZ-03, 315 км + 200 м"`.
    struct Place: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "place",
                abstract: tr(
                    "Read a kilometre place in words; ambiguous ones are refused with a code.",
                    ru: "Разобрать место «дорога + километр»; двусмысленные отклоняются с кодом.",
                    kk: "«Жол + шақырым» орнын оқу; екіұштысы кодпен қабылданбайды."
                ),
                usage: """
                    jol crashes place "<place>" … [--json]
                    jol crashes place --batch <file with a place a line, or -> [--csv]
                    """
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr("Places in words.", ru: "Места словами.", kk: "Орындар сөзбен."),
                valueName: "place"
            )
        )
        var places: [String] = []

        @Option(
            name: [.customLong("batch"), .customLong("file")],
            help: ArgumentHelp(
                tr(
                    "A file with one place a line; '-' is standard input.",
                    ru: "Файл, по месту в строке; «-» — стандартный ввод.",
                    kk: "Әр жолда бір орын бар файл; «-» — стандартты енгізу."
                ),
                valueName: "file"
            )
        )
        var batch: String?

        @OptionGroup var language: LanguageOption
        @OptionGroup var table: TableOptions

        struct Row: Encodable {
            var text: String
            var road: String?
            var name: String?
            var km: Int?
            var m: Double?
            var ordinal: Bool?
            var refused: String?
            var reason: String?
        }

        struct Result: Encodable {
            var schema = "jol.crashes.place/1"
            var places: [Row]
        }

        func run() throws {
            var texts = places
            if let batch { texts += try Self.lines(batch) }
            guard !texts.isEmpty else {
                throw ValidationError(
                    tr(
                        "Give a place in quotes, or --batch.",
                        ru: "Укажите место в кавычках или --batch.",
                        kk: "Орынды тырнақшамен не --batch беріңіз."
                    )
                )
            }
            let rows = texts.map(Self.row)
            if table.output.json {
                try Console.printJSON(Result(places: rows))
            } else if table.csv {
                Console.print("text,road,name,km,m,ordinal,refused")
                for row in rows {
                    Console.print(
                        CommaSeparated.line([
                            row.text, row.road ?? "", row.name ?? "", row.km.map { "\($0)" } ?? "",
                            row.m.map { "\(Int($0.rounded()))" } ?? "",
                            row.ordinal.map { "\($0)" } ?? "", row.refused ?? "",
                        ])
                    )
                }
            } else {
                for row in rows {
                    if let refused = row.refused {
                        Console.print("\(row.text)\n  ✗ \(row.reason ?? "") [\(refused)]")
                    } else {
                        let road = row.road.flatMap { $0.isEmpty ? nil : $0 } ?? row.name ?? ""
                        let metres = row.m.map { "\(Int($0.rounded()))" } ?? ""
                        Console.print("\(row.text)\n  \(road) \(row.km ?? 0)+\(metres)")
                    }
                }
            }
            // One question that is refused is a failure; of a batch every line has its answer.
            if batch == nil, rows.allSatisfy({ $0.refused != nil }) { throw ExitCode(65) }
        }

        private static func row(_ text: String) -> Row {
            do throws(PlaceTextFault) {
                let place = try PlaceTextReading(text)
                return Row(
                    text: text,
                    road: place.index,
                    name: place.name,
                    km: place.reading.kilometre,
                    m: place.reading.metres,
                    ordinal: place.isOrdinal
                )
            } catch {
                return Row(
                    text: text,
                    refused: error.rawValue,
                    reason: PlaceFaultText.meaning(error)
                )
            }
        }

        private static func lines(_ path: String) throws -> [String] {
            let bytes: Data
            if path == "-" {
                bytes = FileHandle.standardInput.readDataToEndOfFile()
            } else if let found = FileManager.default.contents(atPath: path) {
                bytes = found
            } else {
                throw IntakeError(
                    .fileMissing,
                    subject: path,
                    detail: "There is no such file.",
                    remedy: "Check the path; quote it if it contains spaces."
                )
            }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw IntakeError(
                    .encoding,
                    subject: path,
                    detail: "The file is not UTF-8.",
                    remedy: "Save the file as UTF-8, for example: iconv -f WINDOWS-1251 -t UTF-8."
                )
            }
            return text.split(whereSeparator: \.isNewline).map(String.init)
        }
    }
}

/// Why a written place is refused, in the interface's language.
enum PlaceFaultText {
    static func meaning(_ fault: PlaceTextFault) -> String {
        switch fault {
        case .noKilometre:
            tr("no kilometre is named", ru: "не назван километр", kk: "шақырымы аталмаған")
        case .bareNumber:
            tr(
                "a number without 'km' may be anything",
                ru: "число без «км» может значить что угодно",
                kk: "«км» жоқ санның мағынасы белгісіз"
            )
        case .noRoad: tr("no road is named", ru: "не названа дорога", kk: "жолы аталмаған")
        case .twoKilometres:
            tr(
                "two different kilometres are named",
                ru: "названы два разных километра",
                kk: "екі түрлі шақырым аталған"
            )
        case .twoRoads:
            tr(
                "two different roads are named",
                ru: "названы две разные дороги",
                kk: "екі түрлі жол аталған"
            )
        case .wideRange:
            tr(
                "a stretch of more than one kilometre is named",
                ru: "назван участок длиннее километра",
                kk: "бір шақырымнан ұзын учаске аталған"
            )
        case .metresRange:
            tr(
                "1,000 metres or more behind a post",
                ru: "1000 метров и больше за столбом",
                kk: "бағаннан кейін 1000 метр не одан көп"
            )
        case .kilometreRange:
            tr(
                "no road has so many kilometres",
                ru: "таких длинных дорог нет",
                kk: "мұндай ұзын жол жоқ"
            )
        case .strayNumber:
            tr(
                "a number is left over whose meaning is not known",
                ru: "осталось число с неясным смыслом",
                kk: "мағынасы белгісіз сан қалды"
            )
        }
    }
}
