import RoadAnalysis
import RoadModel
import RoadReport

extension MinistryClaim {
    /// How far the figures climb the ladder of attribution.
    var ladderSection: StudySection {
        let turning = Spoken.decimal(turningPhi, 1)
        return StudySection(
            anchor: "ladder",
            title: LocalizedText(
                "Бұл қай сатыға жетеді?",
                "До какой ступени это доходит?",
                "How far does this reach?"
            ),
            blocks: [
                .ladder([
                    StudyStep(
                        level: .change,
                        state: .reached,
                        reason: LocalizedText(
                            "Азаю мәлімделді; санның өзі жарияланса, тексеруге болады.",
                            "Снижение заявлено; проверить его можно, когда опубликуют само число.",
                            "A fall is stated; it can be checked once the number itself is published."
                        )
                    ),
                    StudyStep(
                        level: .beyondHistory,
                        state: .open,
                        reason: LocalizedText(
                            "φ \(turning.kk) мәнінен кіші болса ғана; қатар келген сегіз жылдың саны "
                                + "керек.",
                            "Только если φ меньше \(turning.ru); нужны числа восьми лет подряд.",
                            "Only if φ is below \(turning.en); it takes eight years in a row."
                        )
                    ),
                    StudyStep(
                        level: .beyondControls,
                        state: .missing,
                        reason: LocalizedText(
                            "Шара жоқ жолдар мен өңірлердің саны жарияланбаған.",
                            "Числа по дорогам и регионам без меры не опубликованы.",
                            "No figures of roads or regions without the measure were published."
                        )
                    ),
                    StudyStep(
                        level: .design,
                        state: .missing,
                        reason: LocalizedText(
                            "Камера қай күні, қай жерде қосылғаны белгісіз.",
                            "Неизвестно, где и в какой день включена каждая камера.",
                            "Where and on which day each camera was switched on is not known."
                        )
                    ),
                    StudyStep(
                        level: .doseResponse,
                        state: .missing,
                        reason: LocalizedText(
                            "Ұшу сағаттары аудандар мен айлар бойынша жарияланбаған.",
                            "Часы полётов по районам и месяцам не опубликованы.",
                            "Hours of flight by district and month were not published."
                        )
                    ),
                    StudyStep(
                        level: .randomised,
                        state: .missing,
                        reason: LocalizedText(
                            "Шара кездейсоқ таңдаумен енгізілген жоқ.",
                            "Мера вводилась не по случайному отбору.",
                            "The measure was not rolled out at random."
                        )
                    ),
                ])
            ]
        )
    }

    /// What would support the statement, in the order in which it can be had.
    var neededSection: StudySection {
        StudySection(
            anchor: "needed",
            title: LocalizedText(
                "Мәлімдемені растау үшін не керек?",
                "Что нужно, чтобы подтвердить заявление?",
                "What would support the statement?"
            ),
            blocks: [
                .list(
                    [
                        LocalizedText(
                            "2024 және 2025 жылдардың қаза саны бір тізілімнен, есеп жабылған күнімен; "
                                + "қаза деп неше күн ішіндегі өлім саналатыны (jol trends change).",
                            "Число погибших за 2024 и 2025 годы из одного реестра с датой закрытия и с "
                                + "указанием, за сколько дней смерть считается гибелью в ДТП "
                                + "(jol trends change).",
                            "The deaths of 2024 and 2025 from one register, with the day it was closed "
                                + "and the days within which a death counts (jol trends change)."
                        ),
                        LocalizedText(
                            "Қатар келген кемінде сегіз жылдың жылдық саны — φ мәнін бағалау үшін.",
                            "Числа не меньше чем за восемь лет подряд, чтобы оценить φ.",
                            "At least eight years in a row, to estimate φ."
                        ),
                        LocalizedText(
                            "Әр кешеннің орны мен қосылған күні; сол жердегі және шара жоқ ұқсас "
                                + "жерлердегі ЖКО, шараға дейін кемінде үш жыл "
                                + "(jol evaluate before-after, did).",
                            "Место и день включения каждого комплекса; ДТП там и на похожих местах без "
                                + "меры, не меньше трёх лет до неё (jol evaluate before-after, did).",
                            "Place and first day of every complex; crashes there and at like places "
                                + "without one, for at least three years before "
                                + "(jol evaluate before-after, did)."
                        ),
                        LocalizedText(
                            "Дрондардың ұшу сағаттары аудан мен ай бойынша (jol evaluate panel).",
                            "Часы полётов дронов по районам и месяцам (jol evaluate panel).",
                            "Hours of drone flight by district and month (jol evaluate panel)."
                        ),
                        LocalizedText(
                            "Учаскелерден кейінгі, алдыңғы және қатар жолдардағы ЖКО: апаттар тек орнын "
                                + "ауыстырған жоқ па (jol evaluate spillover).",
                            "ДТП до и после участков и на параллельных дорогах: не сместились ли они "
                                + "(jol evaluate spillover).",
                            "Crashes before, after and beside the sections: did they only move "
                                + "(jol evaluate spillover)."
                        ),
                        LocalizedText(
                            "Ең дұрысы: келесі дрондарды аудандарға кездейсоқ кезекпен беру; қанша аудан "
                                + "мен ай жететінін алдын ала есептеуге болады (jol evaluate design).",
                            "Лучше всего: выдать следующие дроны районам в случайном порядке; сколько "
                                + "районов и месяцев хватит, считается заранее (jol evaluate design).",
                            "Best of all: give the next drones to districts in random order; how many "
                                + "districts and months suffice can be computed beforehand "
                                + "(jol evaluate design)."
                        ),
                    ],
                    isOrdered: true
                ),
                .note(
                    LocalizedText(
                        "Сандардың дереккөздері (жарияланған түрінде):",
                        "Источники чисел (в опубликованном виде):",
                        "Sources of the figures (as published):"
                    )
                ),
                .sources(sources),
            ]
        )
    }

    private var sources: [String] {
        let used =
            years.map(\.id)
            + [
                "y2025-killed", "y2023-crashes", "y2024-crashes", "y2024-injured", "h1-2017-killed",
                "h1-2025-republican-killed", "m8-2025-mia", "m8-2025-clssa", "d326-2025-killed",
                "d327-2025-fatal", "m8-2025-abai-killed", "highways-8-2025", "drones-2025",
            ]
        return used.compactMap { ledger.figures[$0] }.map { figure in
            let count = figure.value.map { "\($0)" } ?? ""
            let change = figure.percent.map { " \($0.value) %" } ?? ""
            return "\(figure.window.first) … \(figure.window.last), \(figure.measure) "
                + "\(count)\(change) [\(figure.status)]: \(figure.source)"
        }
    }
}
