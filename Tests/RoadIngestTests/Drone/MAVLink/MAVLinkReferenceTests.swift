import Foundation
import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite(
    "Telemetry against independently decoded values",
    .enabled(if: SharedReference.isPresent, SharedReference.absence)
)
struct MAVLinkReferenceTests {
    @Test("no packet is lost, and packets of another dialect are no damage")
    func counts() throws {
        let reference = try MAVLinkReference.load()
        let file = try MAVLinkReference.file()
        #expect(
            Dictionary(uniqueKeysWithValues: file.tables.map { ($0.message.name, $0.count) })
                == reference.counts
        )
        #expect(file.recordsRead == reference.messages + reference.bad_data)
        #expect(file.foreign.map(\.count) == [reference.bad_data])
        #expect(file.foreign.map(\.messageID) == [142])
        #expect(file.foreign[0].ends.count == file.foreign[0].count)
        // The ground station's own packets of that dialect are among the reference's bad ones.
        for (source, count) in reference.sources {
            let sender = file.senders.first { "\($0.system)/\($0.component)" == source }
            let foreign = source == "255/0" ? reference.bad_data : 0
            #expect(sender?.packets == count + foreign, "\(source)")
        }
        #expect(file.lost.count == 1)
        #expect(file.lost.first?.reason == .truncatedRecord)
        let lost = file.lost.reduce(0) { $0 + $1.end - $1.start }
        #expect(file.bytesUnderstood + lost == reference.size)
    }

    @Test("every field of every packet is bit for bit the same")
    func digests() throws {
        let reference = try MAVLinkReference.load()
        let file = try MAVLinkReference.file()
        #expect(reference.row_json_sha256.count == 35)
        for (name, digest) in reference.row_json_sha256 {
            let table = try #require(file.table(name))
            let (stamps, systems) = (table.stamps, table.systems)
            let (components, sequences) = (table.components, table.sequences)
            // A field that is called like a part of the head replaces it there.
            let fields = table.message.fields
            let columns = fields.map { field -> [String] in
                guard field.elements > 0, field.type != .char else {
                    return table.column(field).json
                }
                let elements = (0..<field.elements).map { table.column(field, element: $0).json }
                return (0..<table.count).map { row in
                    "[" + elements.map { $0[row] }.joined(separator: ", ") + "]"
                }
            }
            let replaced = fields.firstIndex { $0.name == "seq" }
            var text: [UInt8] = []
            for row in 0..<table.count {
                let sequence = replaced.map { columns[$0][row] } ?? "\(sequences[row])"
                var cells = [
                    "\"_ts_us\": \(stamps[row])", "\"sysid\": \(systems[row])",
                    "\"compid\": \(components[row])", "\"seq\": \(sequence)",
                ]
                for (index, field) in fields.enumerated() where index != replaced {
                    cells.append("\"\(field.name)\": \(columns[index][row])")
                }
                text += Array(("{" + cells.joined(separator: ", ") + "}\n").utf8)
            }
            #expect(TestDigest.sha256(text) == digest, "\(name)")
        }
    }

    @Test("every cell of the reference tables is met exactly")
    func tables() throws {
        let file = try MAVLinkReference.file()
        let folder = SharedReference.path("\(MAVLinkReference.folder)/\(MAVLinkReference.name).ref")
        let tables = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".csv") }
        #expect(tables.count == 9)
        for name in tables {
            let table = try #require(file.table(String(name.dropLast(4))))
            let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
            let rows = text.split(whereSeparator: \.isNewline).map {
                $0.split(separator: ",", omittingEmptySubsequences: false)
            }
            #expect(table.count == rows.count - 1)
            for (place, title) in try #require(rows.first).enumerated() where place >= 4 {
                let column = try #require(table.column(String(title)))
                for (row, cells) in rows.dropFirst().enumerated()
                where cells.count == rows[0].count {
                    let cell = String(cells[place])
                    if let texts = column.texts {
                        #expect(texts[row] == cell)
                    } else if let integers = column.integers {
                        #expect(integers[row] == Int64(cell), "\(name) \(title) \(row)")
                    } else {
                        #expect(column.doubles?[row] == Double(cell), "\(name) \(title) \(row)")
                    }
                }
            }
        }
    }

    struct Clock: Decodable {
        struct Difference: Decodable { var median: Double }
        var vehicle_boot_utc_median: Double?
        var valid: Int?
        var tlog_clock_minus_vehicle_utc_s: Difference?
    }

    // The reference takes one median over both starts of the vehicle, 280 s apart; 487 values of
    // the first start move it by 3 ms.
    @Test("UTC agrees with the reference to a millisecond, taken over both starts")
    func clocks() throws {
        let json = try SharedReference.bytes("flightlogs/time_sync_expected.json")
        let all = try JSONDecoder().decode([String: Clock].self, from: Data(json))
        let expected = try #require(all[MAVLinkReference.name])
        let table = try #require(try MAVLinkReference.file().table("SYSTEM_TIME"))
        let unix = try #require(table.column("time_unix_usec")?.integers)
        let boot = try #require(table.column("time_boot_ms")?.integers)
        let valid = (0..<table.count).filter { unix[$0] > 0 }
        #expect(valid.count == expected.valid)
        let offsets = valid.map { Double(unix[$0] - boot[$0] * 1000) / 1e6 }.sorted()
        let median = try #require(expected.vehicle_boot_utc_median)
        #expect(abs(offsets[offsets.count / 2] - median) <= 0.001)

        let log = try MAVLinkReference.bytes()
        let flights = try FlightLogReader.read(log.span, name: MAVLinkReference.name)
        #expect(flights.count == 2)
        let clocks = try flights.map { try #require($0.clock) }
        #expect(clocks.map(\.samples).reduce(0, +) == expected.valid)
        #expect(abs(Double(clocks[1].utcMicrosecondsAtZero) / 1e6 - median) <= 0.004)
        #expect(clocks.allSatisfy { $0.spreadSeconds < 0.1 })
        let skew = try #require(expected.tlog_clock_minus_vehicle_utc_s?.median)
        #expect(abs(skew + 1.43) < 0.01)
        #expect(flights[1].warnings.contains { $0.contains("1.46 s behind") })
        #expect(flights[0].warnings.contains { $0.contains("started 2 times") })
        #expect(flights.allSatisfy { $0.vehicle == "ArduPilot quadrotor, system 1" })
        #expect(flights.map(\.fixSource) == ["GPS_RAW_INT", "GPS_RAW_INT"])
    }
}
