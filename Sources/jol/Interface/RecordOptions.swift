import ArgumentParser
import RoadIngest
import RoadModel
import RoadPipeline

/// How a file of complexes' records is to be read.
struct RecordOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            tr(
                "Profile of the export: a name ('jol complexes profile list') or a .toml file.",
                ru: "Профиль выгрузки: имя ('jol complexes profile list') или файл .toml.",
                kk: "Дерек профилі: атауы ('jol complexes profile list') не .toml файлы."
            ),
            valueName: "name"
        )
    )
    var profile: String?

    @Option(
        help: ArgumentHelp(
            tr(
                "Text encoding, for example windows-1251; overrides the profile.",
                ru: "Кодировка текста, например windows-1251; вместо указанной в профиле.",
                kk: "Мәтін кодтамасы, мысалы windows-1251; профильдегінің орнына."
            ),
            valueName: "name"
        )
    )
    var encoding: String?

    @Option(
        help: ArgumentHelp(
            tr(
                "Character between columns, or tab.",
                ru: "Разделитель столбцов: символ или tab.",
                kk: "Бағандар арасындағы таңба не tab."
            ),
            valueName: "character"
        )
    )
    var separator: String?

    @Option(
        help: ArgumentHelp(
            tr(
                "Coordinate system of the places, for example EPSG:28412.",
                ru: "Система координат мест, например EPSG:28412.",
                kk: "Орындардың координаттар жүйесі, мысалы EPSG:28412."
            ),
            valueName: "crs"
        )
    )
    var crs: String?

    @Option(
        help: ArgumentHelp(
            tr("Sheet of a workbook.", ru: "Лист книги.", kk: "Кітап парағы."),
            valueName: "name"
        )
    )
    var sheet: String?

    @Option(
        help: ArgumentHelp(
            tr(
                "Lines above the header.",
                ru: "Строк над заголовком.",
                kk: "Тақырып үстіндегі жолдар саны."
            ),
            valueName: "n"
        )
    )
    var skipLines: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            tr(
                "Where records can be: south,west,north,east in degrees, or kz.",
                ru: "Где могут быть записи: юг,запад,север,восток в градусах или kz.",
                kk: "Жазбалар болуы мүмкін жер: оңтүстік,батыс,солтүстік,шығыс не kz."
            ),
            valueName: "extent"
        )
    )
    var extent: String?

    @OptionGroup var zone: ZoneOption

    /// Where records can be, `nil` when it is not said.
    func place() throws(IntakeError) -> GeodeticExtent? {
        guard let extent else { return nil }
        if extent.lowercased() == "kz" {
            // The country's corners (domain table of regions), a tenth of a degree wider.
            return GeodeticExtent(west: 46.3, south: 40.4, east: 87.5, north: 55.6)
        }
        let numbers = extent.split(separator: ",").compactMap { Double($0) }
        guard numbers.count == 4, numbers[0] < numbers[2], numbers[1] < numbers[3],
            abs(numbers[0]) <= 90, abs(numbers[2]) <= 90
        else {
            throw IntakeError(
                .badArgument,
                subject: "--extent \(extent)",
                detail: "It is not south,west,north,east in degrees.",
                remedy: "Write for example 40.5,46.4,55.5,87.4, or kz."
            )
        }
        return GeodeticExtent(
            west: numbers[1],
            south: numbers[0],
            east: numbers[3],
            north: numbers[2]
        )
    }

    /// The profile with what the options say in its place; `nil` when nothing is said.
    func entry(workspace: String? = nil) throws(IntakeError) -> ProfileShelf.Entry? {
        var lines: [(key: String, value: String)] = []
        if let encoding { lines.append(("encoding", encoding)) }
        if let separator { lines.append(("separator", separator)) }
        if let crs { lines.append(("crs", crs)) }
        if let sheet { lines.append(("sheet", sheet)) }
        let named = try profile.map { name throws(IntakeError) in
            try ProfileShelf(workspace: workspace).entry(name)
        }
        guard !lines.isEmpty || skipLines != nil else { return named }
        let old = (named?.toml ?? "name = \"order-971\"").split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        let tables = old.firstIndex { $0.hasPrefix("[") } ?? old.endIndex
        let keys = Set(lines.map(\.key) + (skipLines == nil ? [] : ["skip_lines"]))
        var toml = old[..<tables].filter { line in
            !keys.contains { line.hasPrefix($0 + " ") || line.hasPrefix($0 + "=") }
        }.map(String.init)
        for line in lines {
            let value = line.value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            toml.append("\(line.key) = \"\(value)\"")
        }
        if let skipLines { toml.append("skip_lines = \(skipLines)") }
        let text = (toml + old[tables...].map(String.init)).joined(separator: "\n")
        return ProfileShelf.Entry(
            profile: try RecordProfile(toml: text, subject: named?.profile.name ?? "order-971"),
            toml: text,
            path: named?.path ?? ""
        )
    }

    /// A file opened with these options.
    func file(_ path: String, demand: PassageDemand = .sighting) throws(IntakeError) -> PassageFile
    {
        var file = PassageFile(path, received: Files.now)
        file.profile = try entry()?.profile
        file.zone = try zone.resolved()
        file.extent = try place()
        file.demand = demand
        return file
    }
}
