/// Headings of table columns.
package enum ColumnText: String, Sendable, CaseIterable {
    /// Measure.
    case measure
    /// Before.
    case before
    /// After.
    case after
    /// Change.
    case change
    /// 95%, with extra spread.
    case intervalSpread
    /// 95%, mid-p.
    case intervalMidP
    /// 95%, exact.
    case intervalExact
    /// p.
    case pValue
    /// φ (source).
    case phi
    /// Verdict.
    case conclusion
    /// Rank.
    case rank
    /// Where.
    case place
    /// Crashes.
    case crashes
    /// Killed.
    case killed
    /// Injured.
    case injured
    /// Violations.
    case violations
    /// Crashes/km/year (95%).
    case rate
    /// q.
    case qValue
    /// Kind.
    case kind
    /// Automatic fixation.
    case automatic
    /// Seen from a drone.
    case drone
    /// Total.
    case total
    /// Complex.
    case complex
    /// Passages without violation.
    case passages
    /// Flight.
    case flight
    /// Date.
    case date
    /// Aircraft.
    case vehicle
    /// Duration.
    case duration
    /// Distance.
    case distance
    /// Max. height.
    case height
    /// Completeness.
    case completeness
    /// Clock known.
    case clock
    /// File.
    case file
    /// SHA-256.
    case hash
    /// Received.
    case received
    /// Accepted.
    case accepted
    /// Duplicate.
    case duplicate
    /// Quarantined.
    case quarantined
    /// Placed.
    case located
    /// Not placed.
    case unlocated
    /// Reason.
    case reason
    /// Records.
    case records
    /// What to do.
    case remedy
    /// Mean probability.
    case meanProbability
    /// First place.
    case firstPlace
    /// Second place.
    case secondPlace
    /// Agrees.
    case agrees
    /// Year.
    case year
    /// Month.
    case month
    /// Number.
    case count
    /// What.
    case item
    /// Version.
    case version

    /// The text in the three languages.
    package var text: LocalizedText {
        switch self {
        case .measure: LocalizedText(kk: "Көрсеткіш", ru: "Показатель", en: "Measure")
        case .before: LocalizedText(kk: "Бұрын", ru: "Было", en: "Before")
        case .after: LocalizedText(kk: "Енді", ru: "Стало", en: "After")
        case .change: LocalizedText(kk: "Өзгеріс", ru: "Изменение", en: "Change")
        case .intervalSpread:
            LocalizedText(
                kk: "95 %, шашырауды ескеріп",
                ru: "95 %, с учётом разброса",
                en: "95%, with extra spread"
            )
        case .intervalMidP: LocalizedText(kk: "95 %, mid-p", ru: "95 %, mid-p", en: "95%, mid-p")
        case .intervalExact: LocalizedText(kk: "95 %, дәл", ru: "95 %, точный", en: "95%, exact")
        case .pValue: LocalizedText(kk: "p", ru: "p", en: "p")
        case .phi: LocalizedText(kk: "φ (қайдан)", ru: "φ (откуда)", en: "φ (source)")
        case .conclusion: LocalizedText(kk: "Қорытынды", ru: "Вывод", en: "Verdict")
        case .rank: LocalizedText(kk: "Орын", ru: "Место", en: "Rank")
        case .place: LocalizedText(kk: "Қай жерде", ru: "Где", en: "Where")
        case .crashes: LocalizedText(kk: "ЖКО", ru: "ДТП", en: "Crashes")
        case .killed: LocalizedText(kk: "Қаза тапты", ru: "Погибло", en: "Killed")
        case .injured: LocalizedText(kk: "Жараланды", ru: "Ранено", en: "Injured")
        case .violations: LocalizedText(kk: "Бұзушылық", ru: "Нарушения", en: "Violations")
        case .rate:
            LocalizedText(
                kk: "ЖКО/км/жыл (95 %)",
                ru: "ДТП/км/год (95 %)",
                en: "Crashes/km/year (95%)"
            )
        case .qValue: LocalizedText(kk: "q", ru: "q", en: "q")
        case .kind: LocalizedText(kk: "Түрі", ru: "Вид", en: "Kind")
        case .automatic:
            LocalizedText(
                kk: "Автоматты тіркеу",
                ru: "Автоматическая фиксация",
                en: "Automatic fixation"
            )
        case .drone:
            LocalizedText(
                kk: "Дроннан бақылау",
                ru: "Наблюдение с дрона",
                en: "Seen from a drone"
            )
        case .total: LocalizedText(kk: "Барлығы", ru: "Всего", en: "Total")
        case .complex: LocalizedText(kk: "Кешен", ru: "Комплекс", en: "Complex")
        case .passages:
            LocalizedText(
                kk: "Бұзушылықсыз өту",
                ru: "Проезды без нарушений",
                en: "Passages without violation"
            )
        case .flight: LocalizedText(kk: "Ұшу", ru: "Вылет", en: "Flight")
        case .date: LocalizedText(kk: "Күні", ru: "Дата", en: "Date")
        case .vehicle: LocalizedText(kk: "Аппарат", ru: "Аппарат", en: "Aircraft")
        case .duration: LocalizedText(kk: "Ұзақтығы", ru: "Длительность", en: "Duration")
        case .distance: LocalizedText(kk: "Қашықтық", ru: "Путь", en: "Distance")
        case .height: LocalizedText(kk: "Ең үлкен биіктік", ru: "Макс. высота", en: "Max. height")
        case .completeness: LocalizedText(kk: "Толықтығы", ru: "Полнота", en: "Completeness")
        case .clock: LocalizedText(kk: "Уақыты белгілі", ru: "Время известно", en: "Clock known")
        case .file: LocalizedText(kk: "Файл", ru: "Файл", en: "File")
        case .hash: LocalizedText(kk: "SHA-256", ru: "SHA-256", en: "SHA-256")
        case .received: LocalizedText(kk: "Түсті", ru: "Поступило", en: "Received")
        case .accepted: LocalizedText(kk: "Қабылданды", ru: "Принято", en: "Accepted")
        case .duplicate: LocalizedText(kk: "Қайталанды", ru: "Повторы", en: "Duplicate")
        case .quarantined: LocalizedText(kk: "Карантин", ru: "Карантин", en: "Quarantined")
        case .located: LocalizedText(kk: "Жолға байланды", ru: "Привязано", en: "Placed")
        case .unlocated: LocalizedText(kk: "Байланбады", ru: "Не привязано", en: "Not placed")
        case .reason: LocalizedText(kk: "Себебі", ru: "Причина", en: "Reason")
        case .records: LocalizedText(kk: "Жазба", ru: "Записей", en: "Records")
        case .remedy: LocalizedText(kk: "Не істеу керек", ru: "Что делать", en: "What to do")
        case .meanProbability:
            LocalizedText(
                kk: "Орташа ықтималдық",
                ru: "Средняя вероятность",
                en: "Mean probability"
            )
        case .firstPlace: LocalizedText(kk: "Бірінші жер", ru: "Первое место", en: "First place")
        case .secondPlace: LocalizedText(kk: "Екінші жер", ru: "Второе место", en: "Second place")
        case .agrees: LocalizedText(kk: "Сәйкес", ru: "Сходится", en: "Agrees")
        case .year: LocalizedText(kk: "Жыл", ru: "Год", en: "Year")
        case .month: LocalizedText(kk: "Ай", ru: "Месяц", en: "Month")
        case .count: LocalizedText(kk: "Саны", ru: "Число", en: "Number")
        case .item: LocalizedText(kk: "Не", ru: "Что", en: "What")
        case .version: LocalizedText(kk: "Нұсқасы", ru: "Версия", en: "Version")
        }
    }
}
