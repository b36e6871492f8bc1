import RoadIngest
import RoadModel
import Testing

@Suite("Zones of Kazakhstan")
struct CivilZoneTests {
    private func resolve(_ zone: String, _ text: String) throws -> CivilZone.Resolution {
        let bytes = Array(text.utf8)
        let parsed = ByteTime.parse(bytes.span, 0..<bytes.count)
        let wall = try #require(parsed)
        return try #require(CivilZone(named: zone)).resolve(wall)
    }

    // Expected offsets: zdump of IANA tzdata.
    @Test(
        "knows every offset since summer time ended",
        arguments: [
            ("Asia/Almaty", "2024-02-29 22:59:59", 6), ("Asia/Almaty", "2024-03-01 00:00:00", 5),
            ("Asia/Qostanay", "2010-07-01 12:00", 6), ("Asia/Qostanay", "2026-07-01 12:00", 5),
            ("Asia/Qyzylorda", "2018-12-20 22:59:59", 6), ("Asia/Qyzylorda", "2018-12-21 00:00", 5),
            ("Asia/Aqtobe", "2024-02-29 23:30", 5), ("Asia/Atyrau", "2005-01-01 00:00", 5),
            ("Asia/Aqtau", "2023-06-01 00:00", 5), ("Asia/Oral", "2004-10-31 03:00", 5),
            ("UTC", "1950-01-01 00:00", 0), ("+05:00", "2000-01-01 00:00", 5),
            ("-03:00", "2000-01-01 00:00", -3),
        ]
    )
    func offsets(zone: String, text: String, hours: Int) throws {
        #expect(try resolve(zone, text) == .offset(hours * 3600))
    }

    @Test(
        "never guesses an hour that the clocks showed twice",
        arguments: [
            ("Asia/Almaty", "2024-02-29 23:00:00"), ("Asia/Almaty", "2024-02-29 23:59:59"),
            ("Asia/Qostanay", "2024-02-29 23:30:00"), ("Asia/Qyzylorda", "2018-12-20 23:30:00"),
        ]
    )
    func twice(zone: String, text: String) throws {
        #expect(try resolve(zone, text) == .ambiguous(6 * 3600, 5 * 3600))
    }

    @Test("does not resolve times before its table begins")
    func early() throws {
        #expect(try resolve("Asia/Almaty", "2004-10-31 02:30") == .unknown)
        #expect(try resolve("Asia/Aqtau", "1999-01-01 00:00") == .unknown)
    }

    @Test("does not know other names", arguments: ["Europe/Paris", "", "Almaty", "+5", "+99:00"])
    func unknownNames(name: String) {
        #expect(CivilZone(named: name) == nil)
    }
}
