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
}
