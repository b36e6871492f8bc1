import RoadAnalysis
import RoadModel
package import RoadReport

extension MinistryClaim {
    /// The page about the statement.
    package func content(software: String) -> StudyContent {
        StudyContent(
            kicker: LocalizedText(
                "Жарияланған мәлімдемені тексеру",
                "Проверка опубликованного заявления",
                "A published statement, checked"
            ),
            title: LocalizedText(
                "«2025 жылы жол апатынан қаза тапқандар 10 %-ға азайды»",
                "«В 2025 году погибших на дорогах стало на 10 % меньше»",
                "“Road deaths fell by 10% in 2025”"
            ),
            subtitle: LocalizedText(
                "Ішкі істер министрлігі азаюды дрондармен және камералармен байланыстырады. "
                    + "Жарияланған сандар нені көтереді?",
                "Министерство внутренних дел связывает снижение с дронами и камерами. "
                    + "Что выдерживают опубликованные числа?",
                "The Ministry of Internal Affairs links the fall with drones and cameras. "
                    + "What do the published figures carry?"
            ),
            answer: answer,
            sections: [
                statementSection, chanceSection, historySection, countingSection, agencySection,
                ceilingSection, ladderSection, neededSection,
            ],
            attribution: .change,
            software: software
        )
    }

    private var answer: [LocalizedText] {
        let turning = Spoken.decimal(turningPhi, 1)
        let most = Spoken.percent(ceiling.percent)
        return [
            LocalizedText(
                "Азаю болған болуы мүмкін: тәуелсіз оқиғалар үшін мұндай айырма кездейсоқтықтан "
                    + "үлкен. Бірақ 2025 жылдың саны жарияланған жоқ, ал қаза саны тәуелсіз "
                    + "оқиғалардан \(turning.kk) есе көп ауытқыса, айырма кездейсоқтық шегінде қалады.",
                "Снижение могло быть: для независимых событий такая разница больше случайной. Но само "
                    + "число за 2025 год не опубликовано, а если гибель колеблется в "
                    + "\(turning.ru) раза сильнее независимых событий, разница укладывается в "
                    + "случайную.",
                "There may have been a fall: for independent events the difference is larger than "
                    + "chance. But the count of 2025 was not published, and if deaths vary "
                    + "\(turning.en) times more than independent events, the difference is within "
                    + "chance."
            ),
            LocalizedText(
                "Жарияланған сандардың ешқайсысы себебін көрсетпейді. Тексеруге келетін жалғыз шара — "
                    + "республикалық жолдардың сегіз учаскесіндегі орташа жылдамдық — өз мәлімдемесі "
                    + "бойынша ел көрсеткішін ең көбі \(most.kk) өзгерте алады.",
                "Ни одно из опубликованных чисел не говорит о причине. Единственная мера, которую можно "
                    + "проверить, — средняя скорость на восьми участках республиканских дорог — по её "
                    + "же заявленному эффекту меняет общее число самое большее на \(most.ru).",
                "None of the published figures tells why. The one measure that can be checked, average "
                    + "speed on eight sections of republican roads, can by its own published effect "
                    + "change the national total by \(most.en) at most."
            ),
            LocalizedText(
                "Бұл шаралар көмектеспеді деген сөз емес. Не өлшеу керегі беттің соңында жазылған.",
                "Это не значит, что меры не помогли. Что нужно измерить, сказано в конце страницы.",
                "It does not mean that the measures did not help. What would have to be measured "
                    + "stands at the end of the page."
            ),
        ]
    }

    private var statementSection: StudySection {
        let range = Spoken.each { ClaimWords($0).span(allowed.lower, allowed.upper) }
        let (a, b) = (Spoken.count(before), Spoken.count(after))
        return StudySection(
            anchor: "statement",
            title: LocalizedText("Не айтылды", "Что было сказано", "What was said"),
            blocks: [
                .paragraph(
                    LocalizedText(
                        "2024 жылы \(a.kk) адам қаза тапты. «10 %-ға аз» деген шамамен \(b.kk); пайыз "
                            + "бүтін санға дейін дөңгелектелсе, \(range.kk) аралығындағы кез келген сан. "
                            + "Санның өзі жарияланған жоқ.",
                        "В 2024 году погибли \(a.ru) человек. «На 10 % меньше» — это около \(b.ru), а "
                            + "если процент округлён до целого, любое число \(range.ru). Само число не "
                            + "опубликовано.",
                        "In 2024 \(a.en) people were killed. “10% fewer” is about \(b.en), or any "
                            + "number \(range.en) if the percentage was rounded to a whole one. The "
                            + "number itself was not published."
                    )
                ),
                .years(yearDots, breaks: [2012.5, 2023.5]),
                .note(
                    LocalizedText(
                        "Сызықша — кездейсоқ ауытқу шегі (95 %). Бос дөңгелек — пайыздан шығарылған "
                            + "сан. Саны табылмаған жылдар бос қалды. Үзік сызықтар: 2013 жыл (күмәнді) "
                            + "және 2024 жыл (мәлімделген) — есепке алу қағидасы өзгерген уақыт.",
                        "Черта — пределы случайных колебаний (95 %). Пустой кружок — число, выведенное "
                            + "из процента. Годы, для которых число не нашлось, пусты. Штриховые линии: "
                            + "2013 год (предположительно) и 2024 год (заявлено) — смена правил учёта.",
                        "The bar is what chance alone does (95%). An open dot was worked back from a "
                            + "percentage. Years without a figure stay empty. Dashed lines: 2013 "
                            + "(suspected) and 2024 (stated), changes of the recording rule."
                    )
                ),
            ]
        )
    }

    private var chanceSection: StudySection {
        let mean = Spoken.decimal(deathsPerCrash, 2)
        let turning = Spoken.decimal(turningPhi, 1)
        let rows = changes.enumerated().map { index, row in
            StudyEstimate(
                name: Spoken.each { language in
                    "φ = " + NumberText(language).decimal(row.phi, decimals: row.phi == 1 ? 0 : 2)
                },
                percent: row.change.percent ?? 0,
                lower: row.change.overdispersed.lower,
                upper: row.change.overdispersed.upper,
                isMain: index == 1
            )
        }
        let main = changes.count > 1 ? changes[1].change : changes.first?.change
        let verdict = main?.verdict.code ?? .degenerate
        return StudySection(
            anchor: "chance",
            title: LocalizedText(
                "Кездейсоқтықтан айыруға бола ма?",
                "Отличимо ли это от случайности?",
                "Can it be told from chance?"
            ),
            blocks: [
                .paragraph(
                    LocalizedText(
                        "Бір апатта бірнеше адам қаза табуы мүмкін: 2025 жылы орта есеппен \(mean.kk). "
                            + "Сондықтан қаза саны бөлек оқиғалардан көбірек ауытқиды; φ соны өлшейді. "
                            + "Жылдар да өздігінен ерекшеленеді — ауа райы, жанармай, карантин.",
                        "В одном ДТП могут погибнуть несколько человек: в 2025 году в среднем "
                            + "\(mean.ru). Поэтому число погибших колеблется сильнее отдельных событий; "
                            + "это измеряет φ. Годы отличаются и сами по себе: погода, топливо, "
                            + "карантин.",
                        "One crash may kill several people: \(mean.en) on average in 2025. So deaths "
                            + "vary more than single events do; φ measures that. Years differ by "
                            + "themselves too: weather, fuel, quarantine."
                    )
                ),
                .forest(rows),
                .verdict(
                    verdict,
                    LocalizedText(
                        "Шешім φ мәніне байланысты: \(turning.kk) мәнінен бастап азаю дәлелденбейді. "
                            + "Бұл мәнді бағалау үшін қатар келген кемінде сегіз жыл керек; олар "
                            + "жарияланбаған.",
                        "Вывод зависит от φ: начиная с \(turning.ru) снижение не доказано. Чтобы оценить "
                            + "φ, нужны не меньше восьми лет подряд; они не опубликованы.",
                        "The verdict depends on φ: from \(turning.en) on the fall is not shown. To "
                            + "estimate φ takes at least eight years in a row; they are not published."
                    )
                ),
                .table(chanceTable),
            ]
        )
    }

    private var chanceTable: StudyTable {
        StudyTable(
            caption: LocalizedText("Аралықтар", "Интервалы", "Intervals"),
            columns: [
                LocalizedText("φ", "φ", "φ"),
                LocalizedText("неге осылай", "почему столько", "why so much"),
                LocalizedText("95 % аралық", "интервал 95 %", "95% interval"),
                LocalizedText("p", "p", "p"),
                LocalizedText("қорытынды", "вывод", "verdict"),
            ],
            numbers: [0, 2, 3],
            rows: changes.enumerated().map { index, row in
                [
                    Spoken.decimal(row.phi, row.phi == 1 ? 0 : 2), Self.why(index),
                    Spoken.each { language in
                        let numbers = NumberText(language)
                        let wide = row.change.overdispersed
                        return numbers.signedPercent(wide.lower ?? -100) + " … "
                            + numbers.signedPercent(wide.upper ?? 100)
                    },
                    Spoken.each { NumberText($0).probability(row.change.overdispersed.p) },
                    VerdictWords.badge(row.change.verdict.code),
                ]
            }
        )
    }

    private static func why(_ index: Int) -> LocalizedText {
        switch index {
        case 0:
            LocalizedText(
                "әр қаза бөлек оқиға болса",
                "если бы каждая гибель была отдельным событием",
                "if every death were an event of its own"
            )
        case 1:
            LocalizedText(
                "бір апаттағы қаза саны бойынша",
                "по числу погибших в одном ДТП",
                "from deaths per crash"
            )
        case 2:
            LocalizedText(
                "жылдардың шамалы ауытқуымен",
                "с небольшими колебаниями лет",
                "with some noise of years"
            )
        default:
            LocalizedText(
                "жылдар көп ауытқыса",
                "если годы колеблются сильно",
                "if years vary a lot"
            )
        }
    }

    private var yearDots: [StudyYear] {
        var dots = years.compactMap { figure in
            figure.value.map { count in
                let half = 1.96 * Double(count).squareRoot()
                return StudyYear(
                    year: figure.window.first.year,
                    count: Double(count),
                    lower: Double(count) - half,
                    upper: Double(count) + half,
                    isDerived: figure.status != "published"
                )
            }
        }
        let half = 1.96 * Double(after).squareRoot()
        dots.append(
            StudyYear(
                year: statement.window.first.year,
                count: Double(after),
                lower: allowed.lower - half,
                upper: allowed.upper + half,
                isDerived: true
            )
        )
        return dots
    }
}
