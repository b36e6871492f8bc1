import ArgumentParser
import RoadModel
import RoadPipeline

/// What every verb about a table of sites takes.
struct SiteOptions: ParsableArguments {
    @Option(
        name: [.customLong("y"), .customLong("crashes")],
        help: ArgumentHelp(
            tr(
                "Column of crashes; one a period by commas or with *.",
                ru: "Столбец ДТП; по столбцу на период через запятую или с *.",
                kk: "ЖКО бағаны; әр кезеңге бір баған, үтірмен не * белгісімен."
            ),
            valueName: "column"
        )
    )
    var y: String?
    @Option(
        help: ArgumentHelp(
            tr(
                "The model, such as 'log(aadt)+log(length)'.",
                ru: "Модель, например 'log(aadt)+log(length)'.",
                kk: "Модель, мысалы 'log(aadt)+log(length)'."
            ),
            valueName: "formula"
        )
    )
    var formula: String?
    @Option(
        help: ArgumentHelp(
            tr(
                "Dispersion: constant, or per-length for k/L.",
                ru: "Дисперсия: constant или per-length для k/L.",
                kk: "Дисперсия: constant не k/L үшін per-length."
            ),
            valueName: "form"
        )
    )
    var kForm = "constant"
    @Option(
        help: ArgumentHelp(
            tr("Column of site names.", ru: "Столбец имён участков.", kk: "Учаске атауы бағаны."),
            valueName: "column"
        )
    )
    var id: String?
    @Option(
        help: ArgumentHelp(
            tr("Column of the period.", ru: "Столбец периода.", kk: "Кезең бағаны."),
            valueName: "column"
        )
    )
    var year: String?
    @Option(
        help: ArgumentHelp(
            tr(
                "Years that a row stands for: a number or a column.",
                ru: "Сколько лет в строке: число или столбец.",
                kk: "Жолдағы жыл саны: сан не баған."
            ),
            valueName: "n|column"
        )
    )
    var years: String?
    @Option(
        help: ArgumentHelp(
            tr(
                "Column of traffic (AADT), vehicles a day.",
                ru: "Столбец интенсивности, авто в сутки.",
                kk: "Қозғалыс қарқыны бағаны, көлік/тәулік."
            ),
            valueName: "column"
        )
    )
    var aadt: String?
    @Option(
        name: [.customLong("aadt-sd"), .customLong("aadt-se")],
        help: ArgumentHelp(
            tr(
                "Column of the standard deviation of AADT: widens limits and ranks.",
                ru: "Столбец стандартного отклонения интенсивности: расширяет границы и ранги.",
                kk: "Қарқынның стандартты ауытқу бағаны: шектер мен орындарды кеңейтеді."
            ),
            valueName: "column"
        )
    )
    var aadtSd: String?
    @Option(
        help: ArgumentHelp(
            tr("Column of length.", ru: "Столбец длины.", kk: "Ұзындық бағаны."),
            valueName: "column"
        )
    )
    var length: String?
    @Option(
        help: ArgumentHelp(
            tr("Unit of length.", ru: "Единица длины.", kk: "Ұзындық бірлігі."),
            valueName: "m|km|mi"
        )
    )
    var lengthUnit: String?
    @Option(
        name: [.customLong("class"), .customLong("by-class"), .customLong("road-class")],
        help: ArgumentHelp(
            tr(
                "Column of classes that get a model each.",
                ru: "Столбец классов, каждому своя модель.",
                kk: "Әрқайсысына модель берілетін сынып бағаны."
            ),
            valueName: "column"
        )
    )
    var roadClass: String?
    @Option(
        help: ArgumentHelp(
            tr(
                "Column that marks treated sites: left out of the fit.",
                ru: "Столбец с отметкой «есть мера»: вне подгонки.",
                kk: "Шара қолданылған учаске белгісі: келтіруге кірмейді."
            ),
            valueName: "column"
        )
    )
    var treated: String?
    @Option(
        help: ArgumentHelp(
            tr(
                "Column that marks untreated sites: only they are fitted.",
                ru: "Столбец с отметкой «меры нет»: подгонка только по ним.",
                kk: "Шара қолданылмаған учаске белгісі: тек солар келтіріледі."
            ),
            valueName: "column"
        )
    )
    var untreated: String?
    @Option(
        name: [.customLong("spf"), .customLong("coefficients")],
        help: ArgumentHelp(
            tr(
                "A model from elsewhere: expression, name=value pairs or JSON file.",
                ru: "Готовая модель: выражение, пары имя=число или файл JSON.",
                kk: "Дайын модель: өрнек, ат=сан жұптары не JSON файлы."
            ),
            valueName: "model"
        )
    )
    var spf: String?
    @Option(
        name: [.customLong("k"), .customLong("dispersion")],
        help: ArgumentHelp(
            tr(
                "Dispersion of that model, such as 0.4 or '0.236/length'.",
                ru: "Её дисперсия: 0.4 или '0.236/length'.",
                kk: "Оның дисперсиясы: 0.4 не '0.236/length'."
            ),
            valueName: "k"
        )
    )
    var k: String?
    @Option(
        name: [.customLong("severity"), .customLong("severities")],
        help: ArgumentHelp(
            tr(
                "Crashes by severity: fatal=COLUMN,injury=COLUMN.",
                ru: "ДТП по тяжести: fatal=СТОЛБЕЦ,injury=СТОЛБЕЦ.",
                kk: "Ауырлығы бойынша ЖКО: fatal=БАҒАН,injury=БАҒАН."
            ),
            valueName: "list"
        )
    )
    var severity: String?
    @Option(
        help: ArgumentHelp(
            tr(
                "Assumed share of crashes that are registered: number or column.",
                ru: "Принятая доля учтённых ДТП: число или столбец.",
                kk: "Тіркелген ЖКО-ның болжамды үлесі: сан не баған."
            ),
            valueName: "share"
        )
    )
    var reporting: String?

    @OptionGroup var language: LanguageOption
    @OptionGroup var output: OutputOptions

    /// The options as a query.
    func query() throws(IntakeError) -> SiteQuery {
        guard let form = SiteQuery.DispersionForm(rawValue: kForm.lowercased()) else {
            throw IntakeError(
                .badArgument,
                subject: "--k-form \(kForm)",
                detail: "There is no such form of the dispersion.",
                remedy: "Known: constant, per-length."
            )
        }
        var query = SiteQuery()
        (query.crashes, query.formula, query.form) = (y, formula, form)
        (query.id, query.year, query.years) = (id, year, years)
        (query.aadt, query.length, query.lengthUnit) = (aadt, length, lengthUnit)
        query.aadtDeviation = aadtSd
        (query.roadClass, query.treated, query.untreated) = (roadClass, treated, untreated)
        (query.given, query.dispersion) = (spf, k)
        (query.severities, query.reporting) = (severity, reporting)
        // `crashes ~ log(aadt)` names the response too.
        if query.crashes == nil, let formula, let tilde = formula.firstIndex(of: "~") {
            query.crashes = String(Substring(formula[..<tilde]).trimmed)
        }
        return query
    }
}

/// The table of sites as an argument.
struct SiteFile: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            tr(
                "Table of sites (CSV), a row a site or a site and year; - is standard input.",
                ru: "Таблица участков (CSV): строка на участок или участок и год; - это ввод.",
                kk: "Учаскелер кестесі (CSV): әр учаскеге не учаске мен жылға жол; - кіріс."
            ),
            valueName: "sites.csv"
        )
    )
    var file: String
}

/// Where a table of results goes.
struct TableTarget: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            tr(
                "Write the table to this file: .csv, or .geojson or .gpkg with places; - is output.",
                ru: "Записать таблицу в файл: .csv, а с местами .geojson или .gpkg; - это вывод.",
                kk:
                    "Кестені файлға жазу: .csv, орындары болса .geojson не .gpkg; - стандартты шығыс."
            ),
            valueName: "file.csv"
        )
    )
    var out: String?
    @Flag(
        help: ArgumentHelp(
            tr(
                "Print the table as CSV.",
                ru: "Вывести таблицу CSV.",
                kk: "Кестені CSV түрінде шығару."
            )
        )
    )
    var csv = false
    @Flag(
        help: ArgumentHelp(
            tr(
                "Write over an existing file.",
                ru: "Перезаписать файл.",
                kk: "Бар файлдың үстіне жазу."
            )
        )
    )
    var overwrite = false

    /// Refuses an existing target before the work is done.
    func check() throws(IntakeError) {
        guard let out, out != "-", !overwrite else { return }
        try Files.requireAbsent(out)
    }

    /// Writes the table, to GeoJSON or GeoPackage where the file's name says so.
    func write(_ table: ResultTable, _ sites: SiteTable) throws(IntakeError) -> Bool {
        let kind = (out ?? "").lowercased()
        guard let out, kind.hasSuffix(".gpkg") || kind.hasSuffix("json") else {
            return try write(table)
        }
        let map = try ResultMap(table, sites)
        if kind.hasSuffix("json") {
            try Files.write(map.geoJSON, to: out, overwrite: overwrite)
        } else {
            try map.write(
                to: out,
                title: tr("Hotspots", ru: "Очаги аварийности", kk: "Апаттылық ошақтары"),
                language: Interface.language,
                at: Files.now,
                overwrite: overwrite
            )
        }
        return false
    }

    /// Writes the table and answers whether that was all that was asked for.
    func write(_ table: ResultTable) throws(IntakeError) -> Bool {
        if let out {
            try Files.write(table.csv, to: out, overwrite: overwrite)
            return out == "-"
        }
        if csv { Console.print(table.csv) }
        return csv
    }
}
