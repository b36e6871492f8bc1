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
                kk: "бірнеше жолдың ешқайсысы жеткілікті ықтимал емес",
                ru: "из нескольких дорог ни одна не достаточно вероятна",
                en: "of several roads none is likely enough"
            )
        case .outsideNetwork:
            LocalizedText(
                kk: "жол картасынан тыс",
                ru: "за пределами карты дорог",
                en: "outside the road map"
            )
        case .wordsAmbiguous:
            LocalizedText(
                kk: "орын сөзбен екіұшты жазылған",
                ru: "место словами можно понять по-разному",
                en: "the place in words can mean more than one"
            )
        case .wordsUnknown:
            LocalizedText(
                kk: "картада мұндай жол не шақырым жоқ",
                ru: "на карте нет такой дороги или километра",
                en: "the map has no such road or kilometre"
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
        case .wordsAmbiguous:
            LocalizedText(
                kk: "Бір жол мен бір шақырымды жазыңыз, мысалы «KAZ-03, 315 км + 200 м».",
                ru: "Напишите одну дорогу и один километр, например «KAZ-03, 315 км + 200 м».",
                en: "Write one road and one kilometre, for example 'KAZ-03, 315 km + 200 m'."
            )
        case .wordsUnknown:
            LocalizedText(
                kk: "Жол индексін тексеріңіз; картада шақырым бағандары болуы керек "
                    + "('jol network routes').",
                ru: "Проверьте индекс дороги; на карте должны быть километровые столбы "
                    + "('jol network routes').",
                en: "Check the index; the map needs kilometre posts ('jol network routes')."
            )
        }
    }
}
