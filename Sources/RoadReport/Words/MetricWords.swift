/// The names of catalogue figures and of the places where they stand.
package enum MetricWords {
    /// The figure.
    package static func name(_ metric: Metric) -> LocalizedText {
        switch metric {
        case .recordsReceived:
            LocalizedText(kk: "Түскен жазбалар", ru: "Поступившие записи", en: "Records received")
        case .recordsToPlace:
            LocalizedText(
                kk: "Жолға байлануы тиіс жазбалар",
                ru: "Записи для привязки",
                en: "Records to be placed"
            )
        case .recordsLocated:
            LocalizedText(
                kk: "Жолға байланған жазбалар",
                ru: "Привязанные записи",
                en: "Records placed"
            )
        case .crashesStored:
            LocalizedText(kk: "Қоймадағы ЖКО", ru: "ДТП в хранилище", en: "Crashes stored")
        case .complexRecordsStored:
            LocalizedText(
                kk: "Қоймадағы кешен жазбалары",
                ru: "Записи комплексов в хранилище",
                en: "Complex records stored"
            )
        case .crashesInPeriod:
            LocalizedText(kk: "Кезеңдегі ЖКО", ru: "ДТП за период", en: "Crashes in the period")
        case .killedInPeriod:
            LocalizedText(
                kk: "Кезеңде қаза тапқандар",
                ru: "Погибшие за период",
                en: "Killed in the period"
            )
        case .injuredInPeriod:
            LocalizedText(
                kk: "Кезеңде жараланғандар",
                ru: "Раненые за период",
                en: "Injured in the period"
            )
        case .violationsInPeriod:
            LocalizedText(
                kk: "Кезеңдегі автоматты тіркеу",
                ru: "Автоматическая фиксация за период",
                en: "Automatic fixations in the period"
            )
        case .droneViolationsInPeriod:
            LocalizedText(
                kk: "Кезеңдегі дроннан бақылау",
                ru: "Наблюдения с дрона за период",
                en: "Drone observations in the period"
            )
        case .flightsInPeriod:
            LocalizedText(
                kk: "Кезеңдегі ұшулар",
                ru: "Вылеты за период",
                en: "Flights in the period"
            )
        }
    }

    /// The place.
    package static func name(_ table: ReportTable) -> LocalizedText {
        switch table {
        case .store: LocalizedText(kk: "қойма", ru: "хранилище", en: "store")
        case .headline: LocalizedText(kk: "басты қорытынды", ru: "главное", en: "main findings")
        case .months: LocalizedText(kk: "айлар", ru: "месяцы", en: "months")
        case .years: LocalizedText(kk: "жылдар", ru: "годы", en: "years")
        case .violations:
            LocalizedText(kk: "бұзушылық кестесі", ru: "таблица нарушений", en: "violations table")
        case .flights:
            LocalizedText(kk: "ұшулар тізімі", ru: "список вылетов", en: "list of flights")
        case .sources:
            LocalizedText(kk: "файлдар кестесі", ru: "таблица файлов", en: "table of files")
        case .parts: LocalizedText(kk: "бөліктер қосындысы", ru: "сумма частей", en: "sum of parts")
        case .matching:
            LocalizedText(kk: "байлау сапасы", ru: "качество привязки", en: "placing quality")
        }
    }

    /// The kind of a received file.
    package static func name(_ kind: SourceKind) -> LocalizedText {
        switch kind {
        case .crashes: LocalizedText(kk: "ЖКО карточкалары", ru: "карточки ДТП", en: "crash cards")
        case .complexes:
            LocalizedText(kk: "кешен жазбалары", ru: "записи комплексов", en: "complex records")
        case .flights: LocalizedText(kk: "ұшу журналы", ru: "журнал полёта", en: "flight log")
        }
    }
}
