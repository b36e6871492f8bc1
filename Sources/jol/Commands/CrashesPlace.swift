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
                    "Read a place in words: road and kilometre, or a street; ambiguous ones are refused.",
                    ru:
                        "Разобрать место: дорога и километр или улица; двусмысленные отклоняются с кодом.",
                    kk: "Орынды оқу: жол мен шақырым не көше; екіұштысы кодпен қабылданбайды."
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

        @Option(
            help: ArgumentHelp(
                tr(
                    "Network image in which streets are looked up.",
                    ru: "Образ сети, в которой ищутся улицы.",
                    kk: "Көшелер ізделетін желі бейнесі."
                ),
                valueName: "N.jolnet"
            )
        )
        var network: String?

        @OptionGroup var language: LanguageOption
        @OptionGroup var table: TableOptions

        struct Row: Encodable {
            var text: String
            var road: String?
            var name: String?
            var km: Int?
            var m: Double?
            var ordinal: Bool?
            var street: String?
            var house: String?
            var town: String?
            var found: [Found]?
            var refused: String?
            var reason: String?
        }

        /// A street of the network that bears the name.
        struct Found: Encodable {
            var lon: Double
            var lat: Double
            var extentM: Double
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
            let streets = try network.map { try StreetFinder(image: $0) }
            let rows = texts.map { Self.row($0, streets) }
            if table.output.json {
                try Console.printJSON(Result(places: rows))
            } else if table.csv {
                Console.print("text,road,name,km,m,ordinal,street,house,town,refused")
                for row in rows {
                    Console.print(
                        CommaSeparated.line([
                            row.text, row.road ?? "", row.name ?? "", row.km.map { "\($0)" } ?? "",
                            row.m.map { "\(Int($0.rounded()))" } ?? "",
                            row.ordinal.map { "\($0)" } ?? "", row.street ?? "",
                            row.house ?? "", row.town ?? "", row.refused ?? "",
                        ])
                    )
                }
            } else {
                for row in rows {
                    if let refused = row.refused {
                        Console.print("\(row.text)\n  ✗ \(row.reason ?? "") [\(refused)]")
                        for found in row.found ?? [] { Console.print("    " + Self.words(found)) }
                    } else if let street = row.street {
                        let parts = [row.town, street, row.house].compactMap { $0 }
                        Console.print(
                            "\(row.text)\n  " + parts.filter { !$0.isEmpty }.joined(separator: ", ")
                        )
                        for found in row.found ?? [] { Console.print("    " + Self.words(found)) }
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

        private static func words(_ found: Found) -> String {
            let half = Say.count(Int((found.extentM / 2).rounded()))
            return "\(found.lat), \(found.lon) ± \(half) " + tr("m", ru: "м", kk: "м")
        }

        /// A street alone: read, and looked up where a network is given.
        private static func street(_ text: String, _ streets: StreetFinder?) -> Row? {
            guard let address = StreetAddress(text) else { return nil }
            var row = Row(
                text: text,
                street: address.street,
                house: address.house,
                town: address.town
            )
            guard let streets else { return row }
            let found = streets.find(address.street)
            row.found = found.map {
                Found(
                    lon: $0.place.longitude.value,
                    lat: $0.place.latitude.value,
                    extentM: $0.extent
                )
            }
            if found.count != 1 {
                let code = found.isEmpty ? "place.street_unknown" : "place.street_ambiguous"
                row.refused = code
                row.reason =
                    found.isEmpty
                    ? tr(
                        "the network has no street of that name",
                        ru: "в сети нет улицы с таким названием",
                        kk: "желіде мұндай атаулы көше жоқ"
                    )
                    : tr(
                        "the network has several streets of that name",
                        ru: "в сети несколько улиц с таким названием",
                        kk: "желіде мұндай атаулы бірнеше көше бар"
                    )
            }
            return row
        }

        private static func row(_ text: String, _ streets: StreetFinder?) -> Row {
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
                if error == .noKilometre || error == .strayNumber,
                    let street = street(text, streets)
                {
                    return street
                }
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
        case .beforePost:
            tr(
                "in front of a post, but the direction of travel is not said",
                ru: "перед столбом, но не сказано, в каком направлении едут",
                kk: "бағанға дейін, бірақ қай бағытта жүргені айтылмаған"
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
