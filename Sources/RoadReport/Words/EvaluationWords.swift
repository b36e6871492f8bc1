import RoadModel

/// The names of evaluation methods and what each of them takes for granted.
package enum EvaluationWords {
    /// The method's name; an unknown one stands for itself.
    package static func method(_ method: String) -> LocalizedText {
        switch method {
        case "naive":
            LocalizedText(
                kk: "аңғал салыстыру",
                ru: "наивное сравнение",
                en: "naive comparison"
            )
        case "comparison-group":
            LocalizedText(kk: "салыстыру тобы", ru: "группа сравнения", en: "comparison group")
        case "empirical-bayes":
            LocalizedText(
                kk: "эмпирикалық Байес",
                ru: "эмпирический Байес",
                en: "empirical Bayes"
            )
        case "did":
            LocalizedText(
                kk: "айырмалар айырмасы",
                ru: "разности разностей",
                en: "differences in differences"
            )
        case "panel":
            LocalizedText(
                kk: "тұрақты әсерлі Пуассон",
                ru: "Пуассон с фиксированными эффектами",
                en: "Poisson with fixed effects"
            )
        case "impact":
            LocalizedText(
                kk: "шарасыз болжам",
                ru: "прогноз без меры",
                en: "forecast without the measure"
            )
        case "prior":
            LocalizedText(
                kk: "әдебиет",
                ru: "литература",
                en: "literature"
            )
        default: LocalizedText(same: method)
        }
    }

    /// What a method lacks in a table; an unknown text stands for itself.
    package static func absence(_ text: String) -> LocalizedText {
        switch text {
        case "needs counts by period":
            LocalizedText(
                kk: "кезең бойынша сандар керек",
                ru: "нужны числа по периодам",
                en: text
            )
        case "needs untreated sites with crashes":
            LocalizedText(
                kk: "шара қолданылмаған, ЖКО болған орындар керек",
                ru: "нужны места без меры, где были ДТП",
                en: text
            )
        case "needs a function (--spf), predictions or ten untreated sites":
            LocalizedText(
                kk: "функция (--spf), болжам не шарасыз он орын керек",
                ru: "нужна функция (--spf), прогноз или десять мест без меры",
                en: text
            )
        case "needs events before and after":
            LocalizedText(
                kk: "бұрынғы және кейінгі оқиғалар керек",
                ru: "нужны события до и после",
                en: text
            )
        case "needs units that are never treated":
            LocalizedText(
                kk: "шара ешқашан қолданылмаған бірліктер керек",
                ru: "нужны единицы, где меры не было никогда",
                en: text
            )
        case "needs ten units that are never treated":
            LocalizedText(
                kk: "шара ешқашан қолданылмаған он бірлік керек",
                ru: "нужны десять единиц, где меры не было никогда",
                en: text
            )
        default: LocalizedText(same: text)
        }
    }

    /// What the method takes for granted, one full sentence.
    package static func assumption(_ method: String) -> LocalizedText {
        switch method {
        case "naive":
            LocalizedText(
                kk: "Шарасыз ештеңе өзгермес еді деп есептейді; нашар жыл бойынша таңдалған "
                    + "орындарда бұл алдайды.",
                ru:
                    "Считает, что без меры ничего бы не изменилось; на местах, выбранных по плохому "
                    + "году, это обманывает.",
                en:
                    "Takes it that nothing would have changed without the measure; at places chosen "
                    + "for a bad year this misleads."
            )
        case "comparison-group":
            LocalizedText(
                kk:
                    "Шарасыз орындар дәл солай өзгерді және санына қарап таңдалмаған деп есептейді.",
                ru: "Считает, что места без меры менялись так же и выбраны не по числу ДТП.",
                en: "Takes it that places without the measure moved alike and were not chosen by "
                    + "their counts."
            )
        case "empirical-bayes":
            LocalizedText(
                kk:
                    "Орынның өз санын ұқсас орындардың ортасына тартады, сондықтан іріктеу алдамайды.",
                ru: "Притягивает число места к среднему похожих мест, поэтому отбор не обманывает.",
                en:
                    "Draws a place's count towards the mean of places like it, so that the choice of "
                    + "places does not mislead."
            )
        case "did":
            LocalizedText(
                kk: "Шараға дейін екі топ қатар қозғалды деп есептейді; бұл алдыңғы кезеңдермен "
                    + "тексеріледі.",
                ru: "Считает, что до меры группы менялись одинаково; это проверяется по прежним "
                    + "периодам.",
                en: "Takes it that both groups moved alike before; earlier periods test that."
            )
        case "panel":
            LocalizedText(
                kk: "Әр орынның өз деңгейін және әр кезеңнің ортақ өзгерісін алып тастайды.",
                ru: "Убирает уровень каждого места и общее изменение каждого периода.",
                en: "Takes out the level of every place and what every period has in common."
            )
        case "impact":
            LocalizedText(
                kk:
                    "Қатардың өзі мен бақылау қатарлары бойынша болжайды; жалған күндермен тексеріледі.",
                ru: "Прогнозирует по самому ряду и контрольным рядам; проверяется ложными датами.",
                en: "Forecasts from the series itself and control series; false dates test it."
            )
        default: LocalizedText(kk: "", ru: "", en: "")
        }
    }
}
