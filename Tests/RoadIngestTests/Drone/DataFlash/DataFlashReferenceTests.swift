import Foundation
import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite(
    "DataFlash against independently decoded values",
    .enabled(if: SharedReference.isPresent, SharedReference.absence)
)
struct DataFlashReferenceTests {
    @Test("every format and every count agrees", arguments: DataFlashReference.names)
    func counts(name: String) throws {
        let reference = try DataFlashReference.load(name)
        let file = try DataFlashReference.file(name)
        #expect(file.recordsRead == reference.messages)
        let found = file.tables.filter { $0.count > 0 }
        #expect(
            Dictionary(uniqueKeysWithValues: found.map { ($0.format.name, $0.count) })
                == reference.counts
        )
        for (name, expected) in reference.formats {
            let format = try #require(
                file.tables.first { $0.format.name == name }?.format,
                "\(name)"
            )
            #expect(format.type == expected.type)
            #expect(format.byteCount + DataFlashFormat.headByteCount == expected.len)
            let columns = expected.columns.filter { !$0.isEmpty }
            #expect(format.columns.map(\.name) == columns, "\(name)")
            let letters = format.columns.map { String(UnicodeScalar($0.code.rawValue)) }.joined()
            #expect(letters == expected.format)
        }
        let parameters = try #require(file.table("PARM"))
        let values = try #require(parameters.column("Value")?.doubles)
        let names = try #require(parameters.column("Name")?.texts)
        let last = Dictionary(zip(names, values)) { $1 }
        #expect(last == reference.params)
    }

    @Test(
        "every field of every record is bit for bit the same",
        arguments: DataFlashReference.binaryNames
    )
    func digests(name: String) throws {
        let file = try DataFlashReference.file(name)
        let expected = try #require(DataFlashDigests.byFile[name])
        for (table, digest) in expected {
            let table = try #require(file.table(table))
            let columns = table.format.columns.indices.map { table.column(at: $0).json }
            let names = table.format.columns.map { "\"\($0.name)\": " }
            var text: [UInt8] = []
            for row in 0..<table.count {
                let cells = columns.indices.map { names[$0] + columns[$0][row] }
                text += Array(("{" + cells.joined(separator: ", ") + "}\n").utf8)
            }
            #expect(TestDigest.sha256(text) == digest, "\(table.format.name)")
        }
    }

    @Test("every cell of the reference tables is met", arguments: DataFlashReference.names)
    func tables(name: String) throws {
        let file = try DataFlashReference.file(name)
        let folder = SharedReference.path("\(DataFlashReference.folder)/\(name).ref")
        let tables = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".csv") }
        #expect(tables.count >= 9)
        for name in tables {
            let table = try #require(file.table(String(name.dropLast(4))))
            let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
            let rows = text.split(whereSeparator: \.isNewline).map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
            #expect(table.count == rows.count - 1, "\(name)")
            for (place, title) in try #require(rows.first).enumerated() where title != "_ts" {
                let column = try #require(table.column(title), "\(title)")
                // Texts with commas are quoted there; the digests have compared them.
                for (row, cells) in rows.dropFirst().enumerated()
                where cells.count == rows[0].count {
                    #expect(isEqual(column, row, cells[place]), "\(name) \(title) \(row)")
                }
            }
        }
    }

    private func isEqual(_ column: DataFlashColumn, _ row: Int, _ cell: String) -> Bool {
        if let texts = column.texts {
            return texts[row].replacingOccurrences(of: ",", with: ";") == cell
        }
        if let integers = column.integers { return Int64(cell) == integers[row] }
        guard let found = column.doubles?[row], let value = Double(cell) else { return false }
        return found == value || abs(found - value) <= 1e-12 * max(abs(found), 1)
            || (found.isNaN && value.isNaN)
    }

    @Test("a text log has the values of the binary log it was made of")
    func textEqualsBinary() throws {
        let binary = try DataFlashReference.file("pymavlink_test.BIN")
        let text = try DataFlashReference.file("pymavlink_test.converted.log")
        #expect(text.isText && !binary.isText)
        #expect(text.recordsBroken == 0 && text.bytesUnderstood == 116_697)
        for table in binary.tables where table.count > 0 {
            let other = try #require(text.table(table.format.name))
            #expect(other.format == table.format)
            #expect(other.count == table.count)
            #expect(other.timestamps() == table.timestamps())
            for index in table.format.columns.indices {
                let (left, right) = (table.column(at: index), other.column(at: index))
                if let texts = left.texts {
                    #expect(texts == right.texts)
                } else if let integers = left.integers {
                    #expect(integers == right.integers)
                } else if let numbers = left.doubles, let others = right.doubles {
                    for (a, b) in zip(numbers, others) where a != b {
                        #expect(abs(a - b) <= 1e-12 * max(abs(a), 1) || (a.isNaN && b.isNaN))
                    }
                }
            }
        }
    }

    struct Clock: Decodable {
        var boot_utc_median: Double?
    }

    @Test(
        "UTC agrees with the reference to a millisecond, leap seconds of the day included",
        arguments: DataFlashReference.names
    )
    func clocks(name: String) throws {
        let bytes = try SharedReference.bytes("flightlogs/time_sync_expected.json")
        let all = try JSONDecoder().decode([String: Clock].self, from: Data(bytes))
        let key = name.replacingOccurrences(of: ".converted.log", with: ".BIN")
        let expected = try #require(all[key]?.boot_utc_median)
        let log = try SharedReference.bytes("\(DataFlashReference.folder)/\(name)")
        let flights = try FlightLogReader.read(log.span, name: name)
        #expect(flights.count == 1)
        let clock = try #require(flights.first?.clock)
        #expect(abs(Double(clock.utcMicrosecondsAtZero) / 1e6 - expected) <= 0.001)
    }
}
