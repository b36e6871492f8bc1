/// Short words on charts.
enum ChartWords {
    static let nothing = LocalizedText(
        kk: "Дерек жоқ.",
        ru: "Нет данных.",
        en: "No figures."
    )
    static let least = LocalizedText(kk: "ең азы", ru: "наименьшее", en: "lowest")
    static let most = LocalizedText(kk: "ең көбі", ru: "наибольшее", en: "highest")
    static let last = LocalizedText(kk: "соңғысы", ru: "последнее", en: "latest")
    static let ruleChanged = LocalizedText(
        kk: "есепке алу өзгерді",
        ru: "правила учёта изменились",
        en: "recording rule changed"
    )
    static let noChange = LocalizedText(
        kk: "өзгеріссіз",
        ru: "без изменений",
        en: "no change"
    )
    static let average = LocalizedText(
        kk: "желі бойынша орташа",
        ru: "среднее по сети",
        en: "network average"
    )
    static let rateAxis = LocalizedText(
        kk: "бір км-ге жылына ЖКО",
        ru: "ДТП на 1 км в год",
        en: "crashes per km and year"
    )
    static let forest = LocalizedText(
        kk: "Ошақтардағы ЖКО жиілігі және сенім аралығы",
        ru: "Частота ДТП в очагах с доверительным интервалом",
        en: "Crash rate of hotspots with confidence interval"
    )
    static let change = LocalizedText(
        kk: "Өзгеріс және сенім аралықтары, %",
        ru: "Изменение и доверительные интервалы, %",
        en: "Change and confidence intervals, %"
    )
    static let exact = LocalizedText(
        kk: "дәл (Пуассон)",
        ru: "точный (Пуассон)",
        en: "exact (Poisson)"
    )
    static let midP = LocalizedText(kk: "mid-p", ru: "mid-p", en: "mid-p")
    static let spread = LocalizedText(
        kk: "шашырауды ескере отырып",
        ru: "с учётом разброса",
        en: "with extra spread"
    )
    static let violations = LocalizedText(
        kk: "Құқық бұзушылықтар түрлері бойынша",
        ru: "Нарушения по видам",
        en: "Violations by kind"
    )
    static let automatic = LocalizedText(
        kk: "автоматты тіркеу",
        ru: "автоматическая фиксация",
        en: "automatic fixation"
    )
    static let drone = LocalizedText(
        kk: "дроннан бақылау",
        ru: "наблюдение с дрона",
        en: "seen from a drone"
    )
}
