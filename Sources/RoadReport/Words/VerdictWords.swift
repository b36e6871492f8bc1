package import RoadModel

/// What each verdict code and each step of the attribution ladder means.
package enum VerdictWords {
    /// The verdict in one to three words.
    package static func badge(_ code: VerdictCode) -> LocalizedText {
        switch code {
        case .change: LocalizedText(kk: "өзгеріс бар", ru: "изменение есть", en: "changed")
        case .noEvidence:
            LocalizedText(kk: "дәлелденбеген", ru: "не доказано", en: "not proven")
        case .suppress: LocalizedText(kk: "тым аз", ru: "слишком мало", en: "too few")
        case .refuseBreak, .notComparable:
            LocalizedText(kk: "салыстыруға болмайды", ru: "сравнивать нельзя", en: "not comparable")
        case .inconsistent: LocalizedText(kk: "қайшылық", ru: "противоречие", en: "contradiction")
        case .degenerate: LocalizedText(kk: "есептелмейді", ru: "не считается", en: "no fit")
        case .tailArtefact:
            LocalizedText(kk: "сенімсіз бағыт", ru: "ненадёжная тенденция", en: "unsteady trend")
        case .regressionToMean:
            LocalizedText(kk: "іріктеу әсері", ru: "эффект отбора", en: "selection effect")
        case .notExplainedByMeasure:
            LocalizedText(
                kk: "шарамен түсіндірілмейді",
                ru: "не объясняется мерой",
                en: "not explained"
            )
        }
    }

    /// What the code means, one or two full sentences.
    package static func meaning(_ code: VerdictCode) -> LocalizedText {
        switch code {
        case .change:
            LocalizedText(
                kk: "Айырма кездейсоқ болатын ауытқудан үлкен.",
                ru: "Разница больше, чем бывает случайно.",
                en: "The difference is larger than chance alone makes it."
            )
        case .noEvidence:
            LocalizedText(
                kk: "Мұндай айырма кездейсоқ та болады, өзгеріс дәлелденген жоқ.",
                ru: "Такая разница бывает и случайно, изменение не доказано.",
                en: "Chance alone makes such differences; no change is shown."
            )
        case .suppress:
            LocalizedText(
                kk: "Оқиғалар тым аз, сондықтан сандар мен айырма жарияланбайды.",
                ru: "Событий слишком мало, поэтому числа и разница не публикуются.",
                en: "Too few events, so neither the numbers nor the difference are published."
            )
        case .refuseBreak:
            LocalizedText(
                kk: "Салыстыруға болмайды: кезеңдер арасында есепке алу қағидасы өзгерді.",
                ru: "Сравнивать нельзя: между периодами изменились правила учёта.",
                en: "Not comparable: the recording rule changed between the periods."
            )
        case .notComparable:
            LocalizedText(
                kk: "Салыстыруға болмайды: кезеңдердің ұзақтығы немесе толықтығы әртүрлі.",
                ru: "Сравнивать нельзя: у периодов разная длина или полнота.",
                en: "Not comparable: the periods differ in length or completeness."
            )
        case .inconsistent:
            LocalizedText(
                kk: "Жарияланған сандар бір-біріне қайшы келеді.",
                ru: "Опубликованные числа противоречат друг другу.",
                en: "The published figures contradict each other."
            )
        case .degenerate:
            LocalizedText(
                kk: "Деректер есептеуге жетпейді.",
                ru: "Сведений не хватает для расчёта.",
                en: "The records are not enough for a calculation."
            )
        case .tailArtefact:
            LocalizedText(
                kk: "Өзгеріс қатардың соңғы нүктелеріне ғана сүйенеді; тағы бір кезең күту керек.",
                ru: "Изменение держится только на последних точках ряда; "
                    + "нужно дождаться ещё одного периода.",
                en: "The change rests on the last points of the series only; "
                    + "wait for one more period."
            )
        case .regressionToMean:
            LocalizedText(
                kk: "Орындар нашар жыл бойынша таңдалған; мұндай орындар өздігінен де жақсарады.",
                ru: "Места отобраны по плохому году; такие места улучшаются и сами по себе.",
                en: "The places were chosen for a bad year; such places improve by themselves."
            )
        case .notExplainedByMeasure:
            LocalizedText(
                kk: "Өзгеріс тексерілетін шара бере алатын шамадан үлкен.",
                ru: "Изменилось больше, чем могла изменить проверяемая мера.",
                en: "More changed than the measure in question could have changed."
            )
        }
    }

    /// What to do next, one full sentence.
    package static func remedy(_ code: VerdictCode) -> LocalizedText {
        switch code {
        case .change:
            LocalizedText(
                kk: "Себебін білу үшін салыстыру топтары бар зерттеу жүргізіңіз.",
                ru: "Чтобы узнать причину, проведите сравнение с контрольными участками.",
                en: "To learn why, compare with control sites."
            )
        case .noEvidence:
            LocalizedText(
                kk: "Ұзағырақ кезеңді немесе үлкенірек аумақты алыңыз.",
                ru: "Возьмите более длинный период или большую территорию.",
                en: "Take a longer period or a larger area."
            )
        case .suppress:
            LocalizedText(
                kk: "3 немесе 5 жылдық кезеңді қолданыңыз.",
                ru: "Возьмите период в 3 года или 5 лет.",
                en: "Use a period of 3 or 5 years."
            )
        case .refuseBreak:
            LocalizedText(
                kk: "Бір қағидамен саналған кезеңдерді немесе қаза тапқандар санын салыстырыңыз.",
                ru: "Сравните периоды с одними правилами учёта или число погибших.",
                en: "Compare periods under one rule, or compare deaths."
            )
        case .notComparable:
            LocalizedText(
                kk: "Екі жылдың бірдей айларын салыстырыңыз.",
                ru: "Сравните одинаковые месяцы двух лет.",
                en: "Compare the same months of two years."
            )
        case .inconsistent:
            LocalizedText(
                kk: "Дереккөзден бастапқы кестені сұраңыз.",
                ru: "Запросите у источника исходную таблицу.",
                en: "Ask the source for its table."
            )
        case .degenerate:
            LocalizedText(
                kk: "Деректердің көлемін ұлғайтыңыз немесе қарапайым әдісті таңдаңыз.",
                ru: "Добавьте наблюдений или выберите более простой метод.",
                en: "Add observations or choose a simpler method."
            )
        case .tailArtefact:
            LocalizedText(
                kk: "Келесі кезеңнен кейін қайта есептеңіз.",
                ru: "Повторите расчёт после следующего периода.",
                en: "Run it again after the next period."
            )
        case .regressionToMean:
            LocalizedText(
                kk: "Эмпирикалық Байес әдісін немесе бақылау учаскелерін қолданыңыз.",
                ru: "Примените эмпирический метод Байеса или контрольные участки.",
                en: "Use the empirical Bayes method or control sites."
            )
        case .notExplainedByMeasure:
            LocalizedText(
                kk: "Есепке алуды және басқа өзгерістерді тексеріңіз.",
                ru: "Проверьте учёт и другие изменения.",
                en: "Check the records and what else changed."
            )
        }
    }

    /// What a step of the attribution ladder allows to say.
    package static func attribution(_ level: AttributionLevel) -> LocalizedText {
        switch level {
        case .change:
            LocalizedText(
                kk: "A0: тек өзгеріс байқалды.",
                ru: "A0: замечено только изменение.",
                en: "A0: a change was observed, nothing more."
            )
        case .beyondHistory:
            LocalizedText(
                kk: "A1: өзгеріс өткен жылдардың ауытқуынан асады.",
                ru: "A1: изменение больше колебаний прошлых лет.",
                en: "A1: the change exceeds the noise of earlier years."
            )
        case .beyondControls:
            LocalizedText(
                kk: "A2: бақылау өңірлерінен өзгеше.",
                ru: "A2: отличается от контрольных регионов.",
                en: "A2: it differs from control regions."
            )
        case .design:
            LocalizedText(
                kk: "A3: бақылауы бар зерттеумен расталған.",
                ru: "A3: подтверждено исследованием с контролем.",
                en: "A3: supported by a controlled study."
            )
        case .doseResponse:
            LocalizedText(
                kk: "A4: бақылауы бар зерттеу және шараның көлеміне тәуелділік.",
                ru: "A4: исследование с контролем и зависимость от объёма меры.",
                en: "A4: a controlled study with dose and response."
            )
        case .randomised:
            LocalizedText(
                kk: "A5: кездейсоқ таңдап енгізу.",
                ru: "A5: внедрение по случайному отбору.",
                en: "A5: randomised roll-out."
            )
        }
    }
}
