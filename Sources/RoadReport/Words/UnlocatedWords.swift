package import RoadModel

/// What each reason for having no place on the network means, and what to do.
package enum UnlocatedWords {
    /// Why there is no place, one clause without a full stop.
    package static func meaning(_ reason: UnlocatedReason) -> LocalizedText {
        switch reason {
        case .noCoordinates:
            LocalizedText(
                kk: "координаталары жоқ",
                ru: "нет координат",
                en: "no coordinates"
            )
        case .noCandidate:
            LocalizedText(
                kk: "жақын жерде жол жоқ",
                ru: "рядом нет дороги",
                en: "no road nearby"
            )
        case .ambiguous:
            LocalizedText(
                kk: "бірнеше жол бірдей ықтимал",
                ru: "несколько дорог одинаково вероятны",
                en: "several roads are equally likely"
            )
        case .outsideNetwork:
            LocalizedText(
                kk: "жол картасынан тыс",
                ru: "за пределами карты дорог",
                en: "outside the road map"
            )
        }
    }

    /// What to do, one full sentence.
    package static func remedy(_ reason: UnlocatedReason) -> LocalizedText {
        switch reason {
        case .noCoordinates:
            LocalizedText(
                kk: "Жол мен шақырымды немесе координаталарды толықтырыңыз.",
                ru: "Дополните дорогу с километром или координаты.",
                en: "Add the road and kilometre, or the coordinates."
            )
        case .noCandidate:
            LocalizedText(
                kk: "Координаталарды және жол картасының толықтығын тексеріңіз.",
                ru: "Проверьте координаты и полноту карты дорог.",
                en: "Check the coordinates and the completeness of the road map."
            )
        case .ambiguous:
            LocalizedText(
                kk: "Жолдың атауын немесе қозғалыс бағытын қосыңыз; кандидаттар тізімі сақталған.",
                ru: "Добавьте название дороги или направление; список кандидатов сохранён.",
                en: "Add the road's name or the direction; the candidates are listed."
            )
        case .outsideNetwork:
            LocalizedText(
                kk: "Осы аумақтың жол картасын енгізіңіз.",
                ru: "Загрузите карту дорог этой территории.",
                en: "Import the road map of that area."
            )
        }
    }
}
