extension EvaluationWords {
    /// Whether treated and other units moved alike before.
    package static func movesAlike(_ answer: Bool?) -> LocalizedText {
        switch answer {
        case true:
            LocalizedText(
                kk: "Шараға дейін топтар бірдей өзгерген.",
                ru: "До меры группы менялись одинаково.",
                en: "Before the measure the groups moved alike."
            )
        case false:
            LocalizedText(
                kk: "Шараға дейін-ақ топтар әртүрлі өзгерген.",
                ru: "Ещё до меры группы менялись по-разному.",
                en: "Before the measure already the groups moved differently."
            )
        case nil:
            LocalizedText(
                kk: "Топтар шараға дейін қалай өзгергені тексерілмеді.",
                ru: "Как группы менялись до меры, не проверено.",
                en: "How the groups moved before the measure was not tested."
            )
        }
    }

    /// How often a shuffled allocation stands out as much.
    package static func placebo(_ share: LocalizedText?) -> LocalizedText {
        guard let share else {
            return LocalizedText(
                kk: "Араластырылған бөлумен салыстыру жасалмады.",
                ru: "Сравнение с перемешанными назначениями не сделано.",
                en: "No comparison with shuffled allocations was made."
            )
        }
        return LocalizedText(
            kk: "Кездейсоқ араластырылған бөлудің \(share.kk) осындай әсер береді.",
            ru: "Столь же сильный эффект дают \(share.ru) случайно перемешанных назначений.",
            en: "Of randomly shuffled allocations \(share.en) show as strong an effect."
        )
    }

    /// Whether more of the measure goes with more of the effect.
    package static func dose(_ answer: Bool?) -> LocalizedText {
        switch answer {
        case true:
            LocalizedText(
                kk:
                    "Шара көбірек болған жерде әсер де күштірек, келесі кезеңнің шарасы әсер етпейді.",
                ru:
                    "Где меры больше, там и эффект сильнее; мера следующего периода не сказывается.",
                en: "More of the measure goes with more effect, and next period's does not."
            )
        case false:
            LocalizedText(
                kk: "Шараның мөлшері мен әсер арасындағы байланыс көрінбейді.",
                ru: "Связь между дозой меры и эффектом не видна.",
                en: "No link between the dose of the measure and the effect is seen."
            )
        case nil:
            LocalizedText(
                kk: "Шараның мөлшері берілмеген (--dose).",
                ru: "Доза меры не указана (--dose).",
                en: "The dose of the measure was not given (--dose)."
            )
        }
    }

    /// Whether places nearby stayed as they were.
    package static func neighbours(_ answer: Bool?) -> LocalizedText {
        switch answer {
        case true:
            LocalizedText(
                kk: "Маңайдағы учаскелерде өсу жоқ.",
                ru: "На соседних участках роста нет.",
                en: "Stretches nearby did not rise."
            )
        case false:
            LocalizedText(
                kk: "Маңайда өсу бар немесе алыс орындармен салыстырылмаған.",
                ru: "Рядом есть рост, или нет сравнения с удалёнными местами.",
                en: "Stretches nearby rose, or no places far away were compared."
            )
        case nil:
            LocalizedText(
                kk: "Маңайға ауысу тексерілмеді (--rings).",
                ru: "Смещение на соседние места не проверено (--rings).",
                en: "A shift to places nearby was not examined (--rings)."
            )
        }
    }

    /// Whether the starts were drawn at random.
    package static func draw(_ answer: Bool?) -> LocalizedText {
        switch answer {
        case true:
            LocalizedText(
                kk: "Шара барлық жерде жеребе белгілеген кезеңде басталған.",
                ru: "Мера везде началась в срок, выпавший по жребию.",
                en: "The measure began everywhere when the draw had said."
            )
        case false:
            LocalizedText(
                kk: "Шара жеребе жоспарынан басқа кезеңде басталған жерлер бар.",
                ru: "Есть места, где мера началась не по плану жребия.",
                en: "Some places began at another time than the draw had said."
            )
        case nil:
            LocalizedText(
                kk: "Жеребе жоспары берілмеген (--plan).",
                ru: "План жребия не указан (--plan).",
                en: "No plan of a draw was given (--plan)."
            )
        }
    }
}
