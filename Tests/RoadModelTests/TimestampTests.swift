import RoadModel
import Testing

@Suite("Timestamp")
struct TimestampTests {
    @Test(
        "shows an instant on any wall clock",
        arguments: [
            (0, 0, "1970-01-01T00:00:00Z"),
            (1_735_671_599_999_000, 18_000, "2024-12-31T23:59:59.999+05:00"),
            (-1, 0, "1969-12-31T23:59:59.999999Z"),
            (951_782_400_000_000, -12_600, "2000-02-28T20:30:00-03:30"),
        ] as [(Int64, Int, String)]
    )
    func text(microseconds: Int64, offset: Int, expected: String) {
        #expect(Timestamp(microseconds: microseconds).text(offsetSeconds: offset) == expected)
    }

    @Test("a civil date survives the way to days and back over four centuries")
    func civilRoundTrip() {
        for days in -150_000...150_000 {
            let date = CivilDate(daysSinceEpoch: days)
            #expect(date.daysSinceEpoch == days)
            #expect(CivilDate(year: date.year, month: date.month, day: date.day) == date)
        }
    }

    @Test("refuses days that do not exist")
    func impossibleDays() {
        #expect(CivilDate(year: 2023, month: 2, day: 29) == nil)
        #expect(CivilDate(year: 1900, month: 2, day: 29) == nil)
        #expect(CivilDate(year: 2024, month: 2, day: 29) != nil)
        #expect(CivilDate(year: 2024, month: 13, day: 1) == nil)
    }

    @Test("the turn between two headings never exceeds 180 degrees")
    func separation() {
        #expect(Degrees(350).separation(from: Degrees(10)) == Degrees(20))
        #expect(Degrees(10).separation(from: Degrees(350)) == Degrees(20))
        #expect(Degrees(0).separation(from: Degrees(180)) == Degrees(180))
        #expect(Degrees(725).separation(from: Degrees(5)) == Degrees(0))
    }
}
