import RoadAnalysis
import RoadModel
import RoadPipeline

/// Words of crash cards in the language of the interface.
///
/// Cards come in three languages. A value that is known in any of them is said in the reader's;
/// others stay as the card has them.
enum CrashVocabulary {
    private typealias Entry = (en: String, ru: String, kk: String, words: [String])

    /// What a column of crashes is about.
    static func label(_ role: String) -> String {
        switch role {
        case "line": tr("line", ru: "строка", kk: "жол")
        case "crashName", "crash", "id": tr("crash", ru: "ДТП", kk: "ЖКО")
        case "day", "date": tr("day", ru: "день", kk: "күн")
        case "type", "crashType": tr("type", ru: "вид", kk: "түрі")
        case "severity": tr("severity", ru: "тяжесть", kk: "ауырлығы")
        case "hour": tr("hour", ru: "час", kk: "сағат")
        case "light": tr("light", ru: "освещение", kk: "жарық")
        case "weather": tr("weather", ru: "погода", kk: "ауа райы")
        case "users": tr("road users", ru: "участники", kk: "қатысушылар")
        case "violation": tr("violation", ru: "нарушение", kk: "бұзушылық")
        case "killed": tr("killed", ru: "погибло", kk: "қаза тапты")
        case "injured": tr("injured", ru: "ранено", kk: "жараланды")
        default: role
        }
    }

    /// A value in the reader's language.
    static func say(_ text: String) -> String {
        if let kind = ViolationKind(rawValue: text) { return kind.name(Interface.language) }
        let folded = text.lowercased()
        for entry in entries where entry.words.contains(folded) {
            return tr(entry.en, ru: entry.ru, kk: entry.kk)
        }
        // Several values of one cell.
        guard text.contains(";") || text.contains(", ") else { return text }
        let mark: Character = text.contains(";") ? ";" : ","
        let parts = text.split(separator: mark).map { part in
            say(String(part.drop { $0 == " " }))
        }
        return parts.joined(separator: "\(mark) ")
    }

    private static let entries: [Entry] = kinds + severities + lights + weathers + users

    private static let kinds: [Entry] = [
        ("collision", "столкновение", "соқтығысу", ["collision", "столкновение", "соқтығысу"]),
        (
            "pedestrian hit", "наезд на пешехода", "жаяу жүргіншіні қағу",
            [
                "pedestrian", "pedestrian hit", "hit pedestrian", "наезд на пешехода",
                "жаяу жүргіншіні қағу", "жаяу жүргіншіні басып кету",
            ]
        ),
        (
            "cyclist hit", "наезд на велосипедиста", "велосипедшіні қағу",
            [
                "cyclist", "cyclist hit", "hit cyclist", "наезд на велосипедиста",
                "велосипедшіні қағу", "велосипедшіні басып кету",
            ]
        ),
        (
            "obstacle hit", "наезд на препятствие", "кедергіге соғылу",
            [
                "obstacle", "hit obstacle", "fixed object", "наезд на препятствие",
                "кедергіге соғылу", "кедергіге соқтығысу",
            ]
        ),
        (
            "rollover", "опрокидывание", "аударылу",
            ["rollover", "overturn", "опрокидывание", "аударылу", "аударылып қалу"]
        ),
        (
            "parked vehicle hit", "наезд на стоящее транспортное средство",
            "тұрған көлікке соғылу",
            [
                "parked", "parked vehicle", "наезд на стоящее тс",
                "наезд на стоящее транспортное средство", "тұрған көлікке соғылу",
            ]
        ),
        (
            "animal hit", "наезд на животное", "жануарды қағу",
            ["animal", "наезд на животное", "жануарды қағу"]
        ),
        (
            "run off the road", "съезд с дороги", "жолдан шығып кету",
            ["run-off", "run off", "run-off-road", "съезд с дороги", "жолдан шығып кету"]
        ),
        (
            "head-on", "лобовое столкновение", "қарсы соқтығысу",
            ["head-on", "head on", "лобовое", "лобовое столкновение", "қарсы соқтығысу"]
        ),
        (
            "rear-end", "попутное столкновение", "артынан соғу",
            ["rear-end", "rear end", "rear", "попутное", "попутное столкновение", "артынан соғу"]
        ),
        (
            "side", "боковое столкновение", "бүйірден соғу",
            [
                "side", "angle", "sideswipe", "боковое", "боковое столкновение", "бүйірден",
                "бүйірден соғу",
            ]
        ),
        (
            "fall of a passenger", "падение пассажира", "жолаушының құлауы",
            ["passenger fall", "падение пассажира", "жолаушының құлауы"]
        ),
        (
            "single vehicle", "одиночное ДТП", "жалғыз көлік ЖКО-сы",
            ["single", "single vehicle", "single-vehicle", "одиночное", "одиночное дтп"]
        ),
        ("other", "иное", "басқа", ["other", "иное", "иной", "иной вид дтп", "басқа"]),
    ]

    private static let severities: [Entry] = [
        (
            "fatal", "смертельное", "қаза болған",
            ["fatal", "killed", "смертельное", "смертельный", "қаза", "қаза болған"]
        ),
        ("serious", "тяжёлое", "ауыр", ["serious", "severe", "тяжёлое", "тяжелое", "ауыр"]),
        (
            "slight", "лёгкое", "жеңіл",
            ["slight", "minor", "лёгкое", "легкое", "жеңіл"]
        ),
        ("injury", "с ранеными", "жараланғандар бар", ["injury", "с ранеными"]),
        (
            "damage only", "с материальным ущербом", "материалдық шығын",
            [
                "pdo", "damage", "property", "damageonly", "damage_only", "материальный",
                "материалдық",
            ]
        ),
    ]

    private static let lights: [Entry] = [
        (
            "daylight", "светлое время суток", "тәуліктің жарық уақыты",
            [
                "daylight", "day", "light", "светлое время суток", "светлое", "днём",
                "тәуліктің жарық уақыты", "жарық",
            ]
        ),
        (
            "dark, lit", "тёмное время суток, освещение включено",
            "қараңғы уақыт, жарық қосулы",
            [
                "dark lit", "dark, lit", "dark-lit", "lit",
                "в темное время суток, освещение включено",
                "в тёмное время суток, освещение включено",
                "темное время суток, освещение включено", "қараңғы уақыт, жарық қосулы",
            ]
        ),
        (
            "dark, unlit", "тёмное время суток, без освещения", "қараңғы уақыт, жарықсыз",
            [
                "dark unlit", "dark, unlit", "dark-unlit", "unlit",
                "в темное время суток, освещение отсутствует",
                "в тёмное время суток, освещение отсутствует",
                "в темное время суток, освещение не включено",
                "темное время суток, освещение отсутствует", "қараңғы уақыт, жарықсыз",
            ]
        ),
        (
            "dark", "тёмное время суток", "тәуліктің қараңғы уақыты",
            [
                "dark", "night", "darkness", "темное", "тёмное", "ночь", "темное время суток",
                "тёмное время суток", "тәуліктің қараңғы уақыты", "қараңғы", "түн",
            ]
        ),
        (
            "twilight", "сумерки", "ымырт",
            ["twilight", "dusk", "dawn", "сумерки", "ымырт"]
        ),
    ]

    private static let weathers: [Entry] = [
        ("clear", "ясно", "ашық", ["clear", "fine", "dry", "ясно", "ашық"]),
        ("cloudy", "пасмурно", "бұлтты", ["cloudy", "overcast", "пасмурно", "облачно", "бұлтты"]),
        ("rain", "дождь", "жаңбыр", ["rain", "rainy", "raining", "дождь", "жаңбыр"]),
        (
            "snowfall", "снегопад", "қар жауу",
            ["snow", "snowfall", "snowing", "снегопад", "снег", "қар жауу", "қар"]
        ),
        ("blizzard", "метель", "боран", ["blizzard", "метель", "боран"]),
        ("fog", "туман", "тұман", ["fog", "foggy", "mist", "туман", "тұман"]),
        (
            "wind", "ураганный ветер", "қатты жел",
            ["wind", "windy", "ураганный ветер", "ветер", "қатты жел"]
        ),
    ]

    private static let users: [Entry] = [
        (
            "pedestrians", "пешеходы", "жаяу жүргіншілер",
            ["pedestrians", "пешеход", "пешеходы", "жаяу жүргінші", "жаяу жүргіншілер"]
        ),
        (
            "cyclists", "велосипедисты", "велосипедшілер",
            ["cyclists", "bicycle", "велосипедист", "велосипедисты", "велосипедшілер"]
        ),
        (
            "motor vehicles", "автомобили", "автокөліктер",
            [
                "motor vehicles", "vehicles", "car", "cars", "автомобиль", "автомобили",
                "автокөліктер",
            ]
        ),
        (
            "motorcyclists", "мотоциклисты", "мотоциклшілер",
            ["motorcycle", "motorcyclist", "motorcyclists", "мотоциклист", "мотоциклисты"]
        ),
        ("children", "дети", "балалар", ["children", "child", "дети", "балалар"]),
        ("truck", "грузовик", "жүк көлігі", ["truck", "lorry", "hgv", "грузовик", "жүк көлігі"]),
        ("bus", "автобус", "автобус", ["bus", "автобус"]),
    ]
}

extension Explanation.Sensitivity {
    /// The choice in the reader's language.
    var words: String {
        switch kind {
        case "weights": tr("weights ", ru: "веса ", kk: "салмақ ") + choice
        case "measure":
            tr("by ", ru: "по показателю ", kk: "көрсеткіш: ")
                + (SiteMeasure(rawValue: choice)?.words ?? choice)
        case "window":
            tr(
                "sections of \(figure) m",
                ru: "участки по \(figure) м",
                kk: "\(figure) м учаскелер"
            )
        case "period":
            tr("without \(figure)", ru: "без \(figure) года", kk: "\(figure) жылсыз")
        case "reporting":
            tr(
                "if \(choice) of this place's crashes are registered",
                ru: "если учтена доля \(choice) ДТП этого места",
                kk: "осы орындағы ЖКО-ның \(choice) үлесі тіркелсе"
            )
        case "snapping":
            tr(
                "without crashes at junctions",
                ru: "без ДТП на перекрёстках",
                kk: "қиылыстағы ЖКО-сыз"
            )
        default: "\(kind), \(choice)"
        }
    }

    /// The figures of a choice.
    private var figure: String { choice.filter(\.isNumber) }
}
