import RoadIngest
import RoadModel
import Testing

@Suite("Crash cards from attributes")
struct CrashAssemblerTests {
    private let place = SourcePlace(byteOffset: 77)
    private let point = GeodeticCoordinate(latitude: Degrees(53), longitude: Degrees(63))

    private func assembler(_ columns: String = "") throws -> CrashAssembler {
        CrashAssembler(
            options: CrashOptions(
                subject: "layer",
                columns: try CrashColumns(parsing: columns),
                zone: CivilZone(named: "Asia/Qostanay")
            )
        )
    }

    @Test("a layer's attributes and point become a crash under the same mapping")
    func accepted() throws {
        var assembler = try assembler("id=NR,time=DAY+HOUR")
        let outcome = assembler.make(
            fields: [
                "nr": "12", "Day": "2025-03-01", "hour": "06:00", "Вид ДТП": "Наезд",
                "погибло": "1", "ранено": "", "lat": "1", "lon": "2",
            ],
            location: point,
            place: place
        )
        guard case .accepted(let crash) = outcome else {
            Issue.record("rejected: \(outcome)")
            return
        }
        #expect(crash.sourceID == "12")
        #expect(crash.location == point)
        #expect(crash.time.description == "2025-03-01T01:00:00Z")
        #expect(crash.severity == .fatal)
        #expect(crash.type == "Наезд")
        #expect(crash.place == place)
    }

    @Test("the same checks apply, and a plate in a wrong field is not quoted")
    func rejected() throws {
        var assembler = try assembler()
        let outcome = assembler.make(
            fields: ["id": "1", "time": "2025-03-01 10:00", "killed": "123 ABC 15"],
            location: point,
            place: place
        )
        #expect(
            outcome
                == .rejected(
                    Reject(
                        place: place,
                        reason: .notANumber,
                        field: "killed",
                        found: "<plate>",
                        expected: "a whole number"
                    )
                )
        )
    }

    @Test("without a point the mapped latitude and longitude count")
    func mappedPlace() throws {
        var assembler = try assembler()
        let outcome = assembler.make(
            fields: ["id": "1", "time": "2025-03-01 10:00", "LAT": "53,5", "Долгота": "63.5"],
            location: nil,
            place: place
        )
        guard case .accepted(let crash) = outcome else {
            Issue.record("rejected: \(outcome)")
            return
        }
        #expect(crash.location?.latitude == Degrees(53.5))
        #expect(crash.location?.longitude == Degrees(63.5))
    }

    @Test(
        "a fallback number counts only when no attribute holds one",
        arguments: [(["crash_id": "K5"], "K5"), (["crash_id": " "], "31"), ([:], "31")]
    )
    func fallback(attributes: [String: String], id: String) throws {
        var assembler = try assembler()
        let outcome = assembler.make(
            fields: attributes.merging(["time": "2025-03-01 10:00"]) { first, _ in first },
            location: point,
            place: place,
            fallbackID: "31"
        )
        guard case .accepted(let crash) = outcome else {
            Issue.record("rejected: \(outcome)")
            return
        }
        #expect(crash.sourceID == id)
    }
}
