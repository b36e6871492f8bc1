import RoadNetwork
import Testing

@Suite("Folding of road names")
struct PlaceNameFoldingTests {
    @Test(
        "finds the same road behind two spellings",
        arguments: [
            ("ул. Саина", "Саина"),
            ("Аль-Фараби прс.", "проспект Аль-Фараби"),
            ("Богенбай Батыра ул.", "улица Батыра Богенбай"),
            ("пр. Райымбека", "РАЙЫМБЕКА ПР."),
            ("Абай даңғылы", "пр. Абая"),
            ("Әл-Фараби көшесі", "ал фараби"),
            ("Төле би көшесі", "Толе би ул."),
            ("Қонаев көшесі", "ул. Конаева"),
            ("Berezovsky Street", "berezovsky st."),
            ("ул. им. Пушкина", "улица Пушкина"),
            ("Космонавтов\tулица", "Космонавтов"), ("Абай көш.", "Абай к-сі"),
            ("Абай даңғ.", "Абай д-лы"), ("ул. 8я", "8-я улица"), ("2-й мкр.", "2-й микрорайон"),
            ("Алматы тас жолы", "Алматы шоссе"), ("Жібек жолы көшесі", "Жибек жолы"),
        ]
    )
    func same(a: String, b: String) {
        #expect(PlaceNameFolding.nameTokens(a) == PlaceNameFolding.nameTokens(b))
        #expect(PlaceNameFolding.nameKey(a) == PlaceNameFolding.nameKey(b))
        #expect(!PlaceNameFolding.nameTokens(a).isEmpty)
    }

    @Test(
        "keeps different roads apart",
        arguments: [
            ("ул. Саина", "ул. Сатпаева"), ("1-я улица", "2-я улица"),
            ("Мкр Аксай 3", "Мкр Аксай 4"), ("Абая", "Абылай хана"),
            ("Талгарский тракт", "Кульджинский тракт"), ("Жібек жолы", "Қонаев жолы"),
        ]
    )
    func different(a: String, b: String) {
        #expect(PlaceNameFolding.nameTokens(a) != PlaceNameFolding.nameTokens(b))
    }

    @Test("keeps a name that is nothing but a word of type, and nothing of an empty one")
    func onlyType() {
        #expect(PlaceNameFolding.nameTokens("Проспект").count == 1)
        #expect(PlaceNameFolding.nameTokens("").isEmpty)
        #expect(PlaceNameFolding.nameTokens(" .,- ").isEmpty)
        #expect(PlaceNameFolding.nameKey("") == "")
    }

    @Test("folds indices written with Cyrillic letters, spaces and hyphens")
    func refs() {
        // One of the two in the Almaty extract begins with a Cyrillic letter.
        #expect(PlaceNameFolding.refs("M39; \u{41C}36") == ["M39", "M36"])
        #expect(PlaceNameFolding.refs("А-350") == PlaceNameFolding.refs("A 350"))
        #expect(PlaceNameFolding.refs("kaz02/m36") == ["KAZ02", "M36"])
        #expect(PlaceNameFolding.refs("M36;М36") == ["M36"])
        #expect(PlaceNameFolding.refs(" ; ").isEmpty)
    }

    @Test("leaves out what is written before and around an index")
    func wordedRefs() {
        for text in ["трасса М36", "а/д М-36", "автодороги M 36", "М36 тас жолы"] {
            #expect(PlaceNameFolding.refs(text) == ["M36"], "\(text)")
            #expect(PlaceNameFolding.isRef(text), "\(text)")
        }
        #expect(PlaceNameFolding.refs("М36 (А2)") == ["M36", "A2"])
        for text in ["проезд 5", "Самал-2", "Абая", "ул. №8", ""] {
            #expect(!PlaceNameFolding.isRef(text), "\(text)")
        }
        let map = Set(PlaceNameFolding.refHashes("KAZ03;M36"))
        for text in ["KAZ 3", "КАZ-03", "M-036"] {
            #expect(!map.isDisjoint(with: PlaceNameFolding.refHashes(stated: text)), "\(text)")
        }
        #expect(map.isDisjoint(with: PlaceNameFolding.refHashes(stated: "KAZ-30; M360; M3")))
    }

    @Test("tells the kinds of road that names state")
    func kinds() {
        #expect(PlaceNameFolding.kind("пер. Садовый") == .lane)
        #expect(PlaceNameFolding.kind("Абай даңғылы") == .avenue)
        #expect(PlaceNameFolding.kind("Алматы тас жолы") == .highway)
        #expect(PlaceNameFolding.kind("Жібек жолы") == nil)
        #expect(PlaceNameFolding.kind("ул. им. Пушкина") == .street)
    }

    @Test("finds an index inside a name")
    func refInName() {
        #expect(
            PlaceNameFolding.refHashes(inName: "трасса М36, км 12")
                == PlaceNameFolding.refHashes(stated: "M36")
        )
        #expect(PlaceNameFolding.refHashes(inName: "ул. Абая 12").isEmpty)
    }
}
