import RoadModel
import RoadNetwork
import Testing
import TestKit

@Suite("A place as people write it")
struct WrittenPlaceTests {
    private let referencing: LinearReferencing

    init() throws {
        var builder = SourceBuilder()
        builder.way(1, [(1, 0, 0), (2, 1000, 0)], name: "Астана — Петропавл", ref: "KAZ-03;М-36")
        builder.way(2, [(3, 0, 500), (4, 1000, 500)], ref: "A 351")
        referencing = LinearReferencing.build(
            try CompiledNetwork(image: NetworkCompiler.compile(builder.source))
        )
    }

    @Test(
        "is read with road, kilometre and metres",
        arguments: [
            ("KAZ-03, 315 км + 200 м", "KAZ-03", 315, 200.0),
            ("КАZ-03, 315 км + 200 м", "KAZ-03", 315, 200),
            ("каз-03 км 315+200", "KAZ-03", 315, 200),
            ("KAZ03 км 315+200", "KAZ-03", 315, 200),
            ("KAZ 3, 315 шақырым 200 м", "KAZ-03", 315, 200),
            ("km 315+200 KAZ03", "KAZ-03", 315, 200),
            ("KAZ-03 315+200", "KAZ-03", 315, 200),
            ("KAZ-03 315.2 km", "KAZ-03", 315, 200),
            ("KAZ-03 315,2 км", "KAZ-03", 315, 200),
            ("315 км 200 м автодороги KAZ-03", "KAZ-03", 315, 200),
            ("KAZ-03,315 км", "KAZ-03", 315, 0),
            ("M36 1234 км + 5 м", "М-36", 1234, 5),
            ("A 351 км 12+300", "A 351", 12, 300),
            ("а351 ПК 123+45", "A 351", 12, 345),
            ("315-й километр автодороги Астана–Петропавл", "KAZ-03", 315, 0),
            ("Астана – Петропавл автожолының 315-ші шақырымында", "KAZ-03", 315, 0),
            ("на 18-м километре трассы А-351", "A 351", 18, 0),
            ("KAZ-03 Астана–Петропавл, 315 км + 200 м", "KAZ-03", 315, 200),
            ("315+200 км а/д КАЗ-03", "KAZ-03", 315, 200),
            ("KAZ-03 жолының 315-шақырымы", "KAZ-03", 315, 0),
            ("KAZ-03 автожолының 315-шақырым + 200 м", "KAZ-03", 315, 200),
            ("KAZ-03 км. 315, 200 м", "KAZ-03", 315, 200),
            ("KAZ-03 315 км. 200 м.", "KAZ-03", 315, 200),
            ("200 м за 315 км трассы KAZ-03", "KAZ-03", 315, 200),
            ("200 м после 315-го километра KAZ-03", "KAZ-03", 315, 200),
            ("KAZ-03 315–316 км", "KAZ-03", 315, 500),
            ("между 315 и 316 км KAZ-03", "KAZ-03", 315, 500),
            ("KAZ-03 315.200", "KAZ-03", 315, 200),
            ("KAZ-03 315/200", "KAZ-03", 315, 200),
            ("А-351 - 18 км", "A 351", 18, 0),
            ("KAZ-03 - км 315", "KAZ-03", 315, 0),
        ]
    )
    func reads(_ text: String, _ ref: String, _ kilometre: Int, _ metres: Double) throws {
        let place = try #require(WrittenPlace(text))
        #expect(place.reading.kilometre == kilometre)
        #expect(abs(place.reading.metres - metres) < 1e-6)
        let route = try #require(place.routes(in: referencing).rows.first)
        #expect(referencing.routes[route].ref == ref)
    }

    @Test("knows an ordinal kilometre and a direction")
    func details() throws {
        #expect(WrittenPlace("315-й километр KAZ-03")?.isOrdinal == true)
        #expect(WrittenPlace("KAZ-03, 315 км")?.isOrdinal == false)
        #expect(WrittenPlace("KAZ-03, 315 км, обратное направление")?.isForward == false)
        #expect(WrittenPlace("KAZ-03, 315 км, прямое направление")?.isForward == true)
        #expect(WrittenPlace("KAZ-03, 315 км")?.isForward == nil)
    }

    @Test(
        "without a kilometre is none",
        arguments: ["", "KAZ-03", "улица Абая, 12", "км", "+ +", "315", "\u{0}\u{FFFD}"]
    )
    func refused(_ text: String) {
        #expect(WrittenPlace(text) == nil)
    }

    @Test("of any length and content is read without a trap")
    func anything() {
        var generator = SeededGenerator(seed: 3)
        let parts = [
            "км", "315", "+", "-", "й", "KAZ", " ", "м", ".", ",", "пк", "99999999999999999999",
        ]
        for _ in 0..<3000 {
            let count = Int.random(in: 0..<9, using: &generator)
            let text = (0..<count).map { _ in
                parts[Int.random(in: 0..<parts.count, using: &generator)]
            }
            _ = WrittenPlace(text.joined())?.routes(in: referencing)
        }
    }
}
