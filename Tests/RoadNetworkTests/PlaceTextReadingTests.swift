import RoadModel
import RoadNetwork
import Testing

@Suite("A kilometre place in Russian and Kazakh words")
struct PlaceTextReadingTests {
    @Test("is read in more than 200 ways of writing it", arguments: WrittenPlaceCases.read)
    func reads(_ given: (text: String, road: String, kilometre: Int, metres: Double)) throws {
        let place = try PlaceTextReading(given.text)
        let road = place.index.isEmpty ? place.name : place.index
        #expect(road == given.road, "\(given.text)")
        #expect(place.reading.kilometre == given.kilometre, "\(given.text)")
        #expect(abs(place.reading.metres - given.metres) < 1e-6, "\(given.text)")
    }

    @Test(
        "in front of kilometre 0 has a minus, and anywhere else none",
        arguments: [
            ("A-1, 0 км − 1213 м", -1213.0), ("A-1 0 km - 424 m", -424), ("0 км -5 м А-1", -5),
        ]
    )
    func beforeStart(_ text: String, _ metres: Double) throws {
        let place = try PlaceTextReading(text)
        #expect(place.index == "A1")
        #expect(place.reading == KilometreReading(kilometre: 0, metres: metres))
        let other = text.replacing("0 км", with: "7 км").replacing("0 km", with: "7 km")
        #expect((try? PlaceTextReading(other))?.reading.metres ?? 0 >= 0)
    }

    @Test("more than 200 of them are there")
    func count() { #expect(WrittenPlaceCases.read.count >= 200) }

    @Test(
        "is refused with its reason when it can mean two places",
        arguments: WrittenPlaceCases.refused
    )
    func refuses(_ given: (text: String, code: String)) {
        do throws(PlaceTextFault) {
            let place = try PlaceTextReading(given.text)
            Issue.record("read as \(place): \(given.text)")
        } catch {
            #expect(error.rawValue == given.code, "\(given.text)")
        }
    }

    @Test(
        "a street without a kilometre is street, house and town",
        arguments: [
            ("Алматы, ул. Абая 15", "ул. Абая", "15", "Алматы"),
            ("г. Алматы, улица Абая, д. 15", "улица Абая", "15", "Алматы"),
            ("Абай көшесі, 15-үй", "Абай көшесі", "15", ""),
            ("Астана қаласы, Мәңгілік Ел даңғылы 53/1", "Мәңгілік Ел даңғылы", "53/1", "Астана"),
            ("ул.Толе би 100а", "ул.Толе би", "100а", ""),
            ("пр-т Абылай хана", "пр-т Абылай хана", "", ""),
            ("28 Панфиловшылар көшесі", "28 Панфиловшылар көшесі", "", ""),
        ]
    )
    func street(_ given: (text: String, street: String, house: String, town: String)) throws {
        let address = try #require(StreetAddress(given.text), "\(given.text)")
        #expect(address.street == given.street)
        #expect(address.house == given.house)
        #expect(address.town == given.town)
    }

    @Test(
        "two streets, a road or nothing are no street",
        arguments: ["ул. Абая / ул. Достык", "ул. Абая и ул. Достык", "KAZ-03, 315 км", "", "ул."]
    )
    func noStreet(_ text: String) { #expect(StreetAddress(text) == nil) }
}
