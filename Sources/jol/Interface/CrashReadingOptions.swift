import ArgumentParser
import RoadIngest
import RoadModel
import RoadPipeline

/// What a file of crash cards does not say itself, as options.
struct CrashReadingOptions: ParsableArguments {
    @OptionGroup var zone: ZoneOption

    @Option(
        help: ArgumentHelp(
            tr(
                "Which columns hold what: field=column[+column],…",
                ru: "Соответствие столбцов: поле=столбец[+столбец],…",
                kk: "Бағандар сәйкестігі: өріс=баған[+баған],…"
            ),
            valueName: "mapping"
        )
    )
    var columns: String?

    @Option(
        help: ArgumentHelp(
            tr(
                "A file with lines 'option = value' of these options, for a source of its own.",
                ru: "Файл со строками «опция = значение» для своего источника.",
                kk: "Өз дереккөзіңізге арналған «опция = мән» жолдары бар файл."
            ),
            valueName: "file"
        )
    )
    var profile: String?

    @Option(
        help: ArgumentHelp(
            tr(
                "Accuracy of places whose card states none, one sigma in metres.",
                ru: "Точность места, если в карточке её нет, сигма в метрах.",
                kk: "Карточкада жоқ болса, орын дәлдігі, сигма, метр."
            ),
            valueName: "metres"
        )
    )
    var accuracy: Double?

    @Option(
        help: ArgumentHelp(
            tr(
                "The source whose numbers the cards bear; numbers of different sources never meet.",
                ru: "Источник номеров карточек; номера разных источников не смешиваются.",
                kk: "Карточка нөмірлерінің дереккөзі; әр дереккөздің нөмірі бөлек."
            ),
            valueName: "name"
        )
    )
    var source: String?

    @Option(
        help: ArgumentHelp(
            tr(
                "Days within which a death counts in the source; not stated without it.",
                ru: "Срок в сутках, в течение которого смерть учитывается; иначе не указан.",
                kk: "Қаза есепке алынатын мерзім, тәулік; әйтпесе көрсетілмеген."
            ),
            valueName: "days"
        )
    )
    var deathWindow: Int?

    @Option(
        help: ArgumentHelp(
            tr(
                "The region in which all crashes of the file lie.",
                ru: "Область, в которой лежат все ДТП файла.",
                kk: "Файлдағы барлық ЖКО болған облыс."
            ),
            valueName: "name"
        )
    )
    var region: String?

    @Option(
        name: [.long, .customLong("srs")],
        help: ArgumentHelp(
            tr(
                "The system of the coordinates, for example EPSG:4284 for СК-42; WGS 84 without it.",
                ru: "Система координат, например EPSG:4284 для СК-42; без неё WGS 84.",
                kk: "Координаталар жүйесі, мысалы СК-42 үшін EPSG:4284; әйтпесе WGS 84."
            ),
            valueName: "EPSG:…"
        )
    )
    var crs: String?

    @Option(
        help: ArgumentHelp(
            tr(
                "Text encoding: utf-8, windows-1251, kz-1048, cp866, koi8-r or utf-16.",
                ru: "Кодировка текста: utf-8, windows-1251, kz-1048, cp866, koi8-r или utf-16.",
                kk: "Мәтін кодтауы: utf-8, windows-1251, kz-1048, cp866, koi8-r не utf-16."
            ),
            valueName: "name"
        )
    )
    var encoding: String?

    /// Lays the options over a reading; what is not given stays.
    func apply(to reading: inout CrashReading) throws {
        if let profile {
            for (name, value) in try ReadingProfile(path: profile).lines {
                try Self.set(name, value, profile, &reading)
            }
        }
        if let columns { reading.columns = try CrashColumns(parsing: columns) }
        if let zone = try zone.resolved() { reading.zone = zone }
        if let accuracy { reading.accuracy = try Self.metres(accuracy) }
        if let source { reading.source = source }
        if let deathWindow { reading.deathWindowDays = try Self.days(deathWindow) }
        if let region { reading.region = region }
        if let crs { reading.crs = crs }
        if let encoding { reading.encoding = try Self.encoding(encoding) }
    }

    private static func set(
        _ name: String,
        _ value: String,
        _ file: String,
        _ reading: inout CrashReading
    ) throws {
        switch name.lowercased().replacing("_", with: "-") {
        case "columns": reading.columns = try CrashColumns(parsing: value)
        case "zone", "time-zone":
            guard let zone = CivilZone(named: value) else { throw badLine(file, name, value) }
            reading.zone = zone
        case "accuracy", "accuracy-m":
            guard let number = Double(value) else { throw badLine(file, name, value) }
            reading.accuracy = try metres(number)
        case "source": reading.source = value
        case "death-window", "death-window-days":
            guard let number = Int(value) else { throw badLine(file, name, value) }
            reading.deathWindowDays = try days(number)
        case "region": reading.region = value
        case "crs", "srs": reading.crs = value
        case "encoding": reading.encoding = try encoding(value)
        default: throw badLine(file, name, value)
        }
    }

    private static func badLine(_ file: String, _ name: String, _ value: String) -> IntakeError {
        IntakeError(
            .badArgument,
            subject: "\(file): \(name)",
            detail: "The profile's line '\(name) = \(value)' is not understood.",
            remedy: "Known: columns, zone, accuracy, source, death-window, region, crs, encoding."
        )
    }

    private static func metres(_ value: Double) throws -> Metres {
        guard value > 0, value < 10_000 else {
            throw IntakeError(
                .badArgument,
                subject: "--accuracy \(value)",
                detail: "The accuracy must lie between 0 and 10,000 m.",
                remedy: "Give one sigma in metres, for example --accuracy 15."
            )
        }
        return Metres(value)
    }

    private static func days(_ value: Int) throws -> Int {
        guard (0...3650).contains(value) else {
            throw IntakeError(
                .badArgument,
                subject: "--death-window \(value)",
                detail: "The window is a number of days from 0 to 3650.",
                remedy: "Give the days within which a death counts, for example 30."
            )
        }
        return value
    }

    static func encoding(_ name: String) throws -> TextEncoding {
        guard let encoding = TextEncoding(named: name) else {
            throw IntakeError(
                .badArgument,
                subject: "--encoding \(name)",
                detail: "The encoding is not known.",
                remedy: "Known: \(TextEncoding.allCases.map(\.rawValue).joined(separator: ", "))."
            )
        }
        return encoding
    }
}
