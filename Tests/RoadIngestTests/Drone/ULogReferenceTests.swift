import Foundation
import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite(
    "ULog against independently decoded values",
    .enabled(if: SharedReference.isPresent, SharedReference.absence)
)
struct ULogReferenceTests {
    @Test("every field of every topic has the reference's bytes", arguments: ULogReference.names)
    func columns(name: String) throws {
        let reference = try ULogReference.load(name)
        let log = try ULogReference.log(name)
        #expect(log.topics.count == reference.topics.count)
        for expected in reference.topics {
            let topic = try #require(log.topic(expected.name, expected.multi_id))
            #expect(topic.count == expected.count, "\(expected.name)")
            #expect(topic.messageID == expected.msg_id)
            // The reference shows padding between fields too.
            let fields = expected.fields.filter { !$0.name.contains("_padding") }
            #expect(Set(topic.leaves.map(\.path)) == Set(fields.map(\.name)))
            for field in fields {
                let leaf = try #require(topic.leaves.first { $0.path == field.name })
                #expect(ULogScalar(named: field.type) == leaf.type)
                let bytes = topic.column(leaf).littleEndianBytes(leaf.type)
                #expect(
                    TestDigest.sha256(bytes) == field.sha256_le,
                    "\(expected.name).\(field.name)"
                )
            }
        }
    }

    @Test("every cell of the reference tables is met exactly", arguments: ULogReference.names)
    func tables(name: String) throws {
        let log = try ULogReference.log(name)
        let folder = SharedReference.path("\(ULogReference.folder)/\(name).ulg.ref")
        let tables = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".csv") }
        #expect(!tables.isEmpty)
        for table in tables {
            let stem = table.dropLast(4)
            let underscore = try #require(stem.lastIndex(of: "_"))
            let instance = try #require(UInt8(stem[stem.index(after: underscore)...]))
            let topic = try #require(log.topic(String(stem[..<underscore]), instance))
            let text = try String(contentsOfFile: folder + "/" + table, encoding: .utf8)
            let rows = text.split(whereSeparator: \.isNewline).map {
                $0.split(separator: ",", omittingEmptySubsequences: false)
            }
            let header = try #require(rows.first)
            #expect(topic.count == rows.count - 1)
            for (place, path) in header.enumerated() {
                let column = try #require(topic.column(String(path)))
                let cells = rows.dropFirst().map { String($0[place]) }
                #expect(mismatches(column, cells) == [], "\(table) \(path)")
            }
        }
    }

    /// The rows that differ; the tables print the shortest text that names the exact value.
    private func mismatches(_ column: ULogColumn, _ cells: [String]) -> [Int] {
        cells.indices.filter { row in
            switch column {
            case .signed(let values): Int64(cells[row]) != values[row]
            case .unsigned(let values): UInt64(cells[row]) != values[row]
            case .single(let values):
                values[row].isNaN ? cells[row] != "nan" : Float(cells[row]) != values[row]
            case .double(let values):
                values[row].isNaN ? cells[row] != "nan" : Double(cells[row]) != values[row]
            }
        }
    }

    @Test("facts, parameters, texts and dropouts agree", arguments: ULogReference.names)
    func everythingElse(name: String) throws {
        let reference = try ULogReference.load(name)
        let log = try ULogReference.log(name)
        #expect(log.version == reference.file_version)
        #expect(log.startMicroseconds == reference.start_timestamp_us)
        #expect(log.hasAppendedData == (reference.has_data_appended != 0))
        #expect(log.recordsBroken == 0 && log.lost.isEmpty)
        #expect(log.bytesUnderstood == reference.size)

        #expect(log.infos.count == reference.msg_info_dict.count)
        for (key, value) in reference.msg_info_dict {
            try expectEqual(try #require(log.infos[key]), value, key)
        }
        #expect(Set(log.infoLists.keys) == Set(reference.msg_info_multiple_dict.keys))
        for (key, lists) in reference.msg_info_multiple_dict {
            let found = try #require(log.infoLists[key])
            #expect(found.map(\.count) == lists.map(\.count), "\(key)")
        }
        let parameters = Dictionary(log.parameters.map { ($0.name, $0.value) }) { $1 }
        #expect(parameters.count == reference.initial_parameters.count)
        for (key, value) in reference.initial_parameters {
            #expect(number(try #require(parameters[key])) == value, "\(key)")
        }
        let changes = log.parameterChanges.map { "\($0.vehicleMicroseconds) \($0.parameter.name)" }
        #expect(
            changes
                == reference.changed_parameters.map { change in
                    guard case .number(let time) = change[0], case .text(let name) = change[1]
                    else {
                        return "?"
                    }
                    return "\(Int64(time)) \(name)"
                }
        )
        let system = log.parameterDefaults.filter { $0.scope & 1 != 0 }
        #expect(system.count == reference.default_parameters["system"]?.count)

        let plain = log.texts.filter { $0.tag == nil }
        #expect(plain.map(\.text) == reference.logged_messages.map(\.text))
        #expect(plain.map(\.vehicleMicroseconds) == reference.logged_messages.map(\.timestamp_us))
        #expect(plain.map { $0.level + 48 } == reference.logged_messages.map(\.level))
        let tagged = log.texts.filter { $0.tag != nil }
        #expect(tagged.count == reference.logged_messages_tagged.values.reduce(0) { $0 + $1.count })
        #expect(log.dropouts.map(\.milliseconds) == reference.dropouts.map(\.duration_ms))
    }

    @Test("dropouts stand at the log's running time, not at a stray record 20 minutes ahead")
    func dropoutTimes() throws {
        let steady = try ULogReference.load("pyulog_sample")
        #expect(
            try ULogReference.log("pyulog_sample").dropouts.map(\.vehicleMicroseconds)
                == steady.dropouts.map(\.timestamp_us)
        )
        // One `mission` record of this log carries 1,194 s while all others end at 26 s.
        let small = try ULogReference.log("pyulog_sample_log_small")
        let time = try #require(small.dropouts.first?.vehicleMicroseconds)
        #expect((20_000_000...27_000_000).contains(time))
        #expect(small.topic("mission")?.timestamps == [1_194_367_328])
    }

    private func number(_ value: ULogValue) -> Double? {
        switch value {
        case .signed(let value): Double(value)
        case .unsigned(let value): Double(value)
        case .single(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }

    private func expectEqual(
        _ found: ULogValue,
        _ expected: ULogReference.Value,
        _ key: String
    ) throws {
        switch expected {
        case .text(let text): #expect(found.description == text, "\(key)")
        case .number(let value): #expect(number(found) == value, "\(key)")
        }
    }
}
