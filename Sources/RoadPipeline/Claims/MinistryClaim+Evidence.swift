import RoadAnalysis
import RoadModel
import RoadReport

extension MinistryClaim {
    /// Years that moved as much without the measure.
    var historySection: StudySection {
        let fall = Spoken.percent(earlierFall.percent)
        let range = Spoken.each {
            ClaimWords($0).span(earlierFall.before.lower, earlierFall.before.upper)
        }
        let later = Spoken.count(earlierFall.after)
        return StudySection(
            anchor: "history",
            title: LocalizedText(
                "Бұрынғы жылдар да солай өзгерді ме?",
                "Менялись ли так и прежние годы?",
                "Did earlier years move as much?"
            ),
            blocks: [
                .paragraph(
                    LocalizedText(
                        "Иә. 2017 жылдың бірінші жартысында \(fall.kk) деп жарияланды: бір жыл бұрынғы "
                            + "\(range.kk) орнына \(later.kk). Ол кезде дрондар болған жоқ. 2020 жылдан "
                            + "2022 жылға дейін сан бестен бірге өсті.",
                        "Да. За первое полугодие 2017 года опубликовано \(fall.ru): \(later.ru) вместо "
                            + "\(range.ru) годом раньше. Дронов тогда не было. С 2020 по 2022 год число "
                            + "выросло на пятую часть.",
                        "Yes. For the first half of 2017 \(fall.en) was published: \(later.en) after "
                            + "\(range.en) a year before. There were no drones then. From 2020 to 2022 "
                            + "the number rose by a fifth."
                    )
                )
            ]
        )
    }

    /// What the recording rules allow to compare.
    var countingSection: StudySection {
        let jump = Spoken.percent(crashes.percent ?? 0)
        let (before, after) = (
            Spoken.decimal(severity.before.estimate.value ?? 0, 1),
            Spoken.decimal(severity.after.estimate.value ?? 0, 1)
        )
        let part = Spoken.count(partYear.after)
        return StudySection(
            anchor: "counting",
            title: LocalizedText(
                "Нені салыстыруға болады?",
                "Что можно сравнивать?",
                "What may be compared?"
            ),
            blocks: [
                .verdict(
                    crashes.verdict.code,
                    LocalizedText(
                        "ЖКО мен жараланғандар саны 2024 жылдан басқаша саналады: медициналық көмекке "
                            + "жүгінген әр оқиға есепке алынады. Сондықтан ЖКО санының \(jump.kk) "
                            + "өзгеруі — негізінен есепке алудың өзгеруі.",
                        "ДТП и раненые с 2024 года считаются иначе: учитывается каждый случай обращения "
                            + "за медицинской помощью. Поэтому \(jump.ru) по ДТП — это прежде всего "
                            + "изменение учёта.",
                        "Crashes and injured people are counted differently from 2024 on: every case "
                            + "with a medical visit counts. So \(jump.en) in crashes is mostly a change "
                            + "of counting."
                    )
                ),
                .verdict(
                    .refuseBreak,
                    LocalizedText(
                        "Зардап ауырлығы (100 зардап шеккенге шаққандағы қаза) \(before.kk) және "
                            + "\(after.kk): екеуі әртүрлі қағидамен саналған, азаю деп оқуға болмайды.",
                        "Тяжесть последствий (погибшие на 100 пострадавших) \(before.ru) и "
                            + "\(after.ru) получены по разным правилам; читать это как снижение нельзя.",
                        "Deaths per 100 casualties, \(before.en) and \(after.en), follow different rules "
                            + "and must not be read as a fall."
                    )
                ),
                .verdict(
                    partYear.verdict.code,
                    LocalizedText(
                        "2025 жылғы 22 қарашаға дейінгі \(part.kk) қаза — жылдың бір бөлігі; оны бүтін "
                            + "2024 жылмен салыстыруға болмайды.",
                        "\(part.ru) погибших к 22 ноября 2025 года — это часть года; сравнивать её с "
                            + "целым 2024 годом нельзя.",
                        "\(part.en) deaths up to 22 November 2025 are part of a year, which is not "
                            + "compared with the whole of 2024."
                    )
                ),
                .paragraph(
                    LocalizedText(
                        "Апаттан кейін неше күн ішінде қайтыс болған адам қаза тапқан болып "
                            + "есептелетіні табылған құжаттардың ешқайсысында көрсетілмеген. Сондықтан "
                            + "басқа елдермен салыстыру жасалмайды.",
                        "За сколько дней после ДТП умерший считается погибшим, ни в одном найденном "
                            + "документе не указано. Поэтому сравнения с другими странами здесь нет.",
                        "Within how many days after the crash a death counts is not stated in any text "
                            + "that was found. So there is no comparison with other countries here."
                    )
                ),
            ]
        )
    }

    /// Whether published figures agree with each other.
    var agencySection: StudySection {
        let difference = Spoken.count(agencies.difference)
        let explained = Spoken.decimal(agencies.explained, 0)
        let rest = Spoken.decimal(agencies.unexplained, 0)
        let (mia, clssa) = (Spoken.count(agencyCounts.0), Spoken.count(agencyCounts.1))
        return StudySection(
            anchor: "agencies",
            title: LocalizedText(
                "Сандар бір-бірімен үйлесе ме?",
                "Согласуются ли числа между собой?",
                "Do the figures agree with each other?"
            ),
            blocks: [
                .verdict(
                    agencies.agrees ? .noEvidence : .inconsistent,
                    LocalizedText(
                        "2025 жылдың сегіз айында екі ведомство \(difference.kk) қазаға өзгеше сан "
                            + "берді (\(mia.kk) және \(clssa.kk)). Аралықтағы төрт күн шамамен \(explained.kk) "
                            + "қазаны түсіндіреді, \(rest.kk) қалады.",
                        "За восемь месяцев 2025 года числа двух ведомств различаются на "
                            + "\(difference.ru) (\(mia.ru) и \(clssa.ru)). Четыре дня между ними объясняют около "
                            + "\(explained.ru), остаётся \(rest.ru).",
                        "For eight months of 2025 two agencies differ by \(difference.en) deaths (\(mia.en) "
                            + "and \(clssa.en)). The four days between explain about \(explained.en); "
                            + "\(rest.en) remain."
                    )
                ),
                .paragraph(
                    LocalizedText(
                        "Бұл айырма елдегі жарты айлық қазадан көп емес, бірақ тексерілетін азаюдың "
                            + "үштен біріне жуық.",
                        "Это не так много для страны, но около трети того снижения, которое проверяется.",
                        "That is not much for a country, but about a third of the fall in question."
                    )
                ),
                .list(
                    claimLines(region) + claimLines(parts),
                    isOrdered: false
                ),
            ]
        )
    }

    private func claimLines(_ pair: (claim: PublishedClaim, check: ClaimCheck)) -> [LocalizedText] {
        let (kk, ru, en) = (
            ClaimSentences(.kk).lines(pair.claim, pair.check),
            ClaimSentences(.ru).lines(pair.claim, pair.check),
            ClaimSentences(.en).lines(pair.claim, pair.check)
        )
        return kk.indices.map { LocalizedText(kk: kk[$0], ru: ru[$0], en: en[$0]) }
    }

    /// The most that the sections can explain.
    var ceilingSection: StudySection {
        let share = Spoken.each { NumberText($0).percent(100 * (ceiling.parts.first?.share ?? 0)) }
        let effect = Spoken.percent(100 * ((ceiling.parts.first?.ratio ?? 1) - 1), decimals: 0)
        let most = Spoken.percent(ceiling.percent)
        let needed = Spoken.percent(100 * ((ceiling.neededRatio ?? 0) - 1), decimals: 0)
        return StudySection(
            anchor: "ceiling",
            title: LocalizedText(
                "Шаралар осынша өзгерте алар ма еді?",
                "Могли ли меры изменить так много?",
                "Could the measures have done that much?"
            ),
            blocks: [
                .paragraph(
                    LocalizedText(
                        "Республикалық жолдарға қазаның \(share.kk) тиеді. Орташа жылдамдық сегіз учаскеде "
                            + "ғана бақыланады және ол жерде \(effect.kk) деп мәлімделген. Сол учаскелерге "
                            + "республикалық жолдардағы қазаның бәрі тисе де, ел бойынша \(most.kk) ғана "
                            + "шығады.",
                        "На республиканские дороги приходится \(share.ru) погибших. Средняя скорость "
                            + "контролируется только на восьми участках, и там заявлено \(effect.ru). Даже "
                            + "если бы на них приходились все погибшие республиканских дорог, по стране "
                            + "вышло бы \(most.ru).",
                        "Republican roads carry \(share.en) of the deaths. Average speed is controlled on "
                            + "eight sections only, where \(effect.en) is claimed. Even if those sections "
                            + "carried all deaths of republican roads, the country would see \(most.en)."
                    )
                ),
                .verdict(
                    ceiling.code ?? .noEvidence,
                    LocalizedText(
                        "Бүкіл 10 %-ды осы жолдар беруі үшін олардағы қаза \(needed.kk) өзгеруі керек еді.",
                        "Чтобы все 10 % дали эти дороги, гибель на них должна была измениться на "
                            + "\(needed.ru).",
                        "For these roads to give all of the 10%, their deaths would have had to change "
                            + "by \(needed.en)."
                    )
                ),
                .paragraph(
                    LocalizedText(
                        "Дрондар туралы бақылауы бар зерттеу табылмады: әсері белгісіз, жарты есе "
                            + "азаюдан екі есе өсуге дейін ештеңені жоққа шығаруға болмайды. 2025 "
                            + "жылы дрондар 6 мыңнан астам бұзушылық тапты, ал камералар — 10 миллионнан астам "
                            + "айыппұл берді.",
                        "О дронах не нашлось ни одного исследования с контролем: эффект неизвестен, от "
                            + "снижения вдвое до роста вдвое исключить нельзя ничего. В 2025 году с дронов "
                            + "найдено более 6 тысяч нарушений, а по камерам вынесено более 10 миллионов "
                            + "предписаний.",
                        "No controlled study of drones was found: the effect is unknown, and nothing from "
                            + "half as many to twice as many can be ruled out. In 2025 drones found over "
                            + "6 thousand violations, fines from cameras numbered over 10 million."
                    )
                ),
                .table(priorTable),
                .note(
                    LocalizedText(
                        "Әдебиеттегі әсерлер басқа елдерден алынған. Дереккөздер шектерді көбіне "
                            + "жазбаған; олар осында кең етіп болжанды, дрон үшін — белгісіздік белгісі.",
                        "Эффекты из литературы получены в других странах. Границы источники большей "
                            + "частью не приводят; здесь они взяты с запасом, а для дронов означают "
                            + "незнание.",
                        "The effects of the literature come from other countries. Most sources print no "
                            + "limits; they are assumed wide here, and for drones they state ignorance."
                    )
                ),
            ]
        )
    }

    private var priorTable: StudyTable {
        let known = ((try? PriorLedger.read()) ?? []).filter {
            ["fixed-camera", "section-control", "section-control-fatal", "drone-patrol"]
                .contains($0.id)
        }
        return StudyTable(
            caption: LocalizedText("Әдебиет", "Литература", "Literature"),
            columns: [
                LocalizedText("шара", "мера", "measure"),
                LocalizedText("өзгеріс", "изменение", "change"),
                LocalizedText("шектері", "границы", "limits"),
                LocalizedText("дереккөз", "источник", "source"),
            ],
            numbers: [1, 2],
            rows: known.map { prior in
                [
                    Self.measureName(prior.id),
                    prior.isUnknown
                        ? LocalizedText("белгісіз", "неизвестно", "unknown")
                        : Spoken.percent(100 * (prior.ratio - 1), decimals: 0),
                    Spoken.each { language in
                        let numbers = NumberText(language)
                        return numbers.signedPercent(100 * (prior.lower - 1), decimals: 0) + " … "
                            + numbers.signedPercent(100 * (prior.upper - 1), decimals: 0)
                    },
                    prior.isUnknown
                        ? LocalizedText("табылмады", "не найдено", "none found")
                        : LocalizedText(same: prior.source),
                ]
            }
        )
    }

    private static func measureName(_ id: String) -> LocalizedText {
        switch id {
        case "fixed-camera":
            LocalizedText(
                "тұрақты камера, ЖКО",
                "стационарная камера, ДТП",
                "fixed camera, crashes"
            )
        case "section-control":
            LocalizedText(
                "орташа жылдамдық, ЖКО",
                "средняя скорость, ДТП",
                "average speed, crashes"
            )
        case "section-control-fatal":
            LocalizedText(
                "орташа жылдамдық, қаза мен ауыр жарақат",
                "средняя скорость, погибшие и тяжело раненые",
                "average speed, killed and seriously injured"
            )
        default:
            LocalizedText("дрон, қаза", "дрон, погибшие", "drone, killed")
        }
    }
}
