import RoadIngest
import RoadModel
import Testing

@Suite("The register of complexes")
struct DeviceRegisterTests {
    private func read(_ rows: [[String: String]]) throws -> PassageSample.Reading {
        let lines = [PassageSample.header] + rows.map { PassageSample.row($0) }
        return try PassageSample.read(lines.joined(separator: "\n"))
    }

    @Test("gathers names, sites, certificates, modes, first and last event, and counts")
    func entry() throws {
        let reading = try read([
            ["event_time": "2026-05-02T00:00:00Z", "event_type": "PASSAGE"],
            ["device_serial": "KZ-2", "cert_no": "C9"],
            ["event_time": "2026-05-01T00:00:00Z", "device_mode": "production"],
            [
                "event_time": "2026-05-03T00:00:00Z", "cert_no": "NEW",
                "cert_valid_until": "2028-01-01",
            ],
            ["site_lat": "bad"],
        ])
        #expect(reading.devices.entries.map(\.serial.rawValue) == ["KZ-1", "KZ-2"])
        let entry = try #require(reading.devices[DeviceID(rawValue: "KZ-1")])
        #expect(entry.name == "Зерек-2")
        #expect(entry.placeText == "KAZ02, 315 км + 200 м")
        #expect(entry.sites.count == 1)
        #expect(entry.passages == 1)
        #expect(entry.violations == 2)
        #expect(entry.hasTestRecords && entry.hasProductionRecords)
        #expect(entry.firstEvent.description == "2026-05-01T00:00:00Z")
        #expect(entry.lastEvent.description == "2026-05-03T00:00:00Z")
        #expect(entry.certificates.map(\.number) == ["BA-03", "NEW"])
        #expect(entry.certificates.map(\.validUntil) == ["2027-03-14", "2028-01-01"])
        #expect(entry.certificates.first?.lastEvent.description == "2026-05-02T00:00:00Z")
    }

    @Test("one serial number at two sites is noted from 50 m on")
    func twoSites() throws {
        // 0.0004° of latitude are 44.5 m, 0.0005° are 55.6 m.
        let near = try read([[:], ["site_lat": "53.512745"]])
        #expect(near.notes.filter { $0.code == "device.two_sites" }.isEmpty)
        let far = try read([[:], ["site_lat": "53.512845"]])
        let note = try #require(far.notes.first { $0.code == "device.two_sites" })
        #expect(note.text == "Complex KZ-1 reports 2 sites, 56 m apart.")
    }

    @Test("many complexes in turn are told apart")
    func manyComplexes() throws {
        let rows = (0..<1000).map { ["device_serial": "S\($0 % 250)"] }
        let reading = try read(rows)
        #expect(reading.devices.entries.count == 250)
        #expect(reading.devices.entries.allSatisfy { $0.violations == 4 })
    }

    @Test("kinds of violation have a name in every language")
    func kindNames() {
        #expect(ViolationKind.allCases.count == 17)
        for language in Language.allCases {
            let names = Set(ViolationKind.allCases.map { $0.name(language) })
            #expect(names.count == 17 && !names.contains(""))
        }
        #expect(ViolationKind(rawValue: "RED_LIGHT")?.name(.kk) == "тыйым салынған сигналға өту")
    }
}
