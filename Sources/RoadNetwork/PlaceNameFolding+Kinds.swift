/// The kind of road that a name states.
package enum RoadKind: UInt8, Sendable {
    /// A word that goes with any kind: "имени", "atyndagy".
    case any
    /// Улица, көше, street.
    case street
    /// Проспект, даңғыл, avenue.
    case avenue
    /// Бульвар.
    case boulevard
    /// Переулок, проезд, тупик, тұйық, lane.
    case lane
    /// Шоссе, тракт, тас жол, highway.
    case highway
    /// Площадь, алаң, square.
    case square
    /// Микрорайон, ықшам аудан.
    case quarter
    /// Набережная, жағалау, embankment.
    case embankment
}

extension PlaceNameFolding {
    /// Words of type, folded, and what they say.
    static let kinds: [String: RoadKind] = {
        var kinds: [String: RoadKind] = [:]
        for (kind, words) in kindWords {
            for word in words.split(separator: " ") { kinds[String(word)] = kind }
        }
        return kinds
    }()

    // Abbreviations with a hyphen ("к-сі", "д-лы") leave their endings, "си" and "лы".
    private static let kindWords: [(RoadKind, String)] = [
        (
            .street,
            "ул улица улицы коше кош кошеси си street str st kosh koshe koshesi koshesі kose kosesi köşe"
                + " köşesi rua rue strasse straße"
        ),
        (
            .avenue,
            "пр прс просп прт пркт кт проспект проспекти проспекта prospekt prospekti дангылы дангыл"
                + " данг лы dangyl dangyly dañğyl dañğyly dangili avenue ave av avenida"
        ),
        (.boulevard, "бульвар бульвары бул boulevard blvd bulvar bulvary"),
        (
            .lane,
            "переулок пер проезд проезды туп тупик туйык туйыгы туйыг lane drive dr tuiyk tuiygy"
        ),
        (
            .highway,
            "шоссе шоссеси тракт тракты трактиси тр тасжол тасжолы автожол автожолы highway hwy"
                + " road rd трасса трассы автодорога автодороги дорога дороги"
        ),
        (.square, "пл площадь площади алан аланы square sq alany"),
        (.quarter, "мкр мкрн микрорайон ыкшам аудан ауданы ыкшамаудан ыкшамауданы mkr"),
        (.embankment, "наб набережная жагалау жагалауы embankment"),
        (.any, "им имени атындагы атынд atyndagy"),
    ]

    /// Words that go before an index, their letters only.
    static let refWords: Set<String> = [
        "трасса", "трассы", "трассе", "автодорога", "автодороги", "автодороге", "дорога", "дороги",
        "шоссе", "ад", "магистраль", "автомагистраль", "тас", "жол", "жолы", "тасжолы", "автожол",
        "автожолы", "highway", "hwy", "road", "route",
    ]

    /// What makes a number one of a row, folded.
    static let ordinalEndings: Set<String> = [
        "я", "й", "е", "ая", "ый", "ой", "ое", "ого", "ши", "шы", "st", "nd", "rd", "th",
    ]
}
