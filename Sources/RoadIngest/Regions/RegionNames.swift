/// The regions of Kazakhstan and the names they go by.
///
/// Source: ISO 3166-2:KZ and the state's classifier of territories (KATO) since 2022-06-08; the last
/// column is the code of OCHA's boundary set (COD-AB).
internal enum RegionNames {
    /// A region's code and names.
    struct Entry {
        let iso: String
        let kk: String
        let ru: String
        let en: String
        let boundaryCode: String

        init(_ iso: String, _ kk: String, _ ru: String, _ en: String, _ boundaryCode: String) {
            (self.iso, self.kk, self.ru, self.en) = (iso, kk, ru, en)
            self.boundaryCode = boundaryCode
        }
    }

    /// The region of a code, or of one of the names.
    static func known(code: String, names: [String]) -> Entry? {
        if let found = all.first(where: { $0.boundaryCode == code || $0.iso == code }) {
            return found
        }
        let keys = Set(names.map(HeaderMatch.key))
        return all.first { entry in
            [entry.kk, entry.ru, entry.en].contains { keys.contains(HeaderMatch.key($0)) }
        }
    }

    private static let all = [
        Entry(
            "KZ-10",
            "Абай облысы",
            "область Абай",
            "Abai Region",
            "KAZ001"
        ),
        Entry(
            "KZ-11",
            "Ақмола облысы",
            "Акмолинская область",
            "Akmola Region",
            "KAZ002"
        ),
        Entry(
            "KZ-15",
            "Ақтөбе облысы",
            "Актюбинская область",
            "Aktobe Region",
            "KAZ003"
        ),
        Entry(
            "KZ-19",
            "Алматы облысы",
            "Алматинская область",
            "Almaty Region",
            "KAZ005"
        ),
        Entry(
            "KZ-23",
            "Атырау облысы",
            "Атырауская область",
            "Atyrau Region",
            "KAZ007"
        ),
        Entry(
            "KZ-27",
            "Батыс Қазақстан облысы",
            "Западно-Казахстанская область",
            "West Kazakhstan Region",
            "KAZ020"
        ),
        Entry(
            "KZ-31",
            "Жамбыл облысы",
            "Жамбылская область",
            "Zhambyl Region",
            "KAZ009"
        ),
        Entry(
            "KZ-33",
            "Жетісу облысы",
            "область Жетісу",
            "Zhetisu Region",
            "KAZ010"
        ),
        Entry(
            "KZ-35",
            "Қарағанды облысы",
            "Карагандинская область",
            "Karaganda Region",
            "KAZ011"
        ),
        Entry(
            "KZ-39",
            "Қостанай облысы",
            "Костанайская область",
            "Kostanay Region",
            "KAZ012"
        ),
        Entry(
            "KZ-43",
            "Қызылорда облысы",
            "Кызылординская область",
            "Kyzylorda Region",
            "KAZ013"
        ),
        Entry(
            "KZ-47",
            "Маңғыстау облысы",
            "Мангистауская область",
            "Mangystau Region",
            "KAZ014"
        ),
        Entry(
            "KZ-55",
            "Павлодар облысы",
            "Павлодарская область",
            "Pavlodar Region",
            "KAZ016"
        ),
        Entry(
            "KZ-59",
            "Солтүстік Қазақстан облысы",
            "Северо-Казахстанская область",
            "North Kazakhstan Region",
            "KAZ015"
        ),
        Entry(
            "KZ-61",
            "Түркістан облысы",
            "Туркестанская область",
            "Turkistan Region",
            "KAZ018"
        ),
        Entry(
            "KZ-62",
            "Ұлытау облысы",
            "область Ұлытау",
            "Ulytau Region",
            "KAZ019"
        ),
        Entry(
            "KZ-63",
            "Шығыс Қазақстан облысы",
            "Восточно-Казахстанская область",
            "East Kazakhstan Region",
            "KAZ008"
        ),
        Entry(
            "KZ-71",
            "Астана қаласы",
            "город Астана",
            "Astana (city)",
            "KAZ006"
        ),
        Entry(
            "KZ-75",
            "Алматы қаласы",
            "город Алматы",
            "Almaty (city)",
            "KAZ004"
        ),
        Entry(
            "KZ-79",
            "Шымкент қаласы",
            "город Шымкент",
            "Shymkent (city)",
            "KAZ017"
        ),
    ]
}
