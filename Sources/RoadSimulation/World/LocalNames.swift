/// A made-up name in the three languages.
struct LocalNames: Hashable, Sendable {
    /// Kazakh.
    var kk: String
    /// Russian.
    var ru: String
    /// English.
    var en: String

    /// The simulated oblast.
    static let oblast = LocalNames(
        kk: "Көкдала облысы",
        ru: "Кокдалинская область",
        en: "Kokdala region"
    )
    /// Its only town.
    static let town = LocalNames(kk: "Айдөңес", ru: "Айдонес", en: "Aidones")
    /// The village on the northern road.
    static let northVillage = LocalNames(kk: "Жезқияқ", ru: "Жезкияк", en: "Zhezqiyaq")
    /// The village south of the river.
    static let southVillage = LocalNames(kk: "Теңбілтас", ru: "Тенбилтас", en: "Tenbiltas")

    /// The divided highway.
    static let highway = LocalNames(
        kk: "Айдөңес – Шығыс жолы",
        ru: "Айдонес – Восток",
        en: "Aidones – East highway"
    )
    /// The road beside the highway.
    static let serviceRoad = LocalNames(
        kk: "Қосалқы жол",
        ru: "Дублёр KAZ98",
        en: "KAZ98 service road"
    )
    /// The road around the town.
    static let ring = LocalNames(
        kk: "Айналма жол",
        ru: "Кольцевая дорога",
        en: "Ring road"
    )
    /// The northern rural road.
    static let northRoad = LocalNames(
        kk: "Айдөңес – Жезқияқ – Теңбілтас жолы",
        ru: "Айдонес – Жезкияк – Тенбилтас",
        en: "Aidones – Zhezqiyaq – Tenbiltas road"
    )
    /// The southern rural road.
    static let southRoad = LocalNames(
        kk: "Айдөңес – Теңбілтас жолы",
        ru: "Айдонес – Тенбилтас",
        en: "Aidones – Tenbiltas road"
    )
    /// The river between the town and the southern village.
    static let river = LocalNames(kk: "Қоңырсу", ru: "Конырсу", en: "Qongyrsu")

    /// Street names: plants, animals and things of the steppe; the first two are avenues.
    static let streets: [LocalNames] = [
        avenue("Бәйтерек", "Байтерек", "Baiterek"), avenue("Шаңырақ", "Шанырак", "Shangyraq"),
        street("Жусан", "Жусан", "Zhusan"), street("Қайың", "Кайын", "Qaiyng"),
        street("Тобылғы", "Тобылгы", "Tobylghy"), street("Қызғалдақ", "Кызгалдак", "Qyzghaldaq"),
        street("Самал", "Самал", "Samal"), street("Арай", "Арай", "Arai"),
        street("Көктем", "Коктем", "Koktem"), street("Құлан", "Кулан", "Qulan"),
        street("Сұңқар", "Сункар", "Sungqar"), street("Ақбөкен", "Акбокен", "Aqboken"),
        street("Аққу", "Акку", "Aqqu"), street("Тұлпар", "Тулпар", "Tulpar"),
        street("Керуен", "Керуен", "Keruen"), street("Мұнара", "Мунара", "Munara"),
        street("Домбыра", "Домбыра", "Dombyra"), street("Алтын дән", "Алтын дан", "Altyn dan"),
        street("Жібек", "Жибек", "Zhibek"), street("Найзағай", "Найзагай", "Naizaghai"),
        street("Шапағат", "Шапагат", "Shapaghat"), street("Мерей", "Мерей", "Merei"),
        street("Береке", "Береке", "Bereke"), street("Құсмұрын", "Кусмурын", "Qusmuryn"),
    ]

    private static func avenue(_ kk: String, _ ru: String, _ en: String) -> LocalNames {
        LocalNames(kk: "\(kk) даңғылы", ru: "проспект \(ru)", en: "\(en) Avenue")
    }

    private static func street(_ kk: String, _ ru: String, _ en: String) -> LocalNames {
        LocalNames(kk: "\(kk) көшесі", ru: "улица \(ru)", en: "\(en) Street")
    }
}
