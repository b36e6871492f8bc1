import Foundation
import RoadModel
import RoadSimulation
import Testing

/// A ULog file taken apart by its published layout alone.
struct TakenApart {
    var start: UInt64 = 0
    var formats: [String: [(type: String, name: String)]] = [:]
    var topics: [Int: String] = [:]
    var records: [String: [[UInt8]]] = [:]
    var types: [Character: Int] = [:]
    var texts: [String] = []
    /// Bytes after the last whole message.
    var leftOver = 0

    init(_ bytes: [UInt8]) throws {
        try #require(Array(bytes.prefix(8)) == [0x55, 0x4c, 0x6f, 0x67, 1, 0x12, 0x35, 1])
        start = Self.number(bytes[8..<16])
        var offset = 16
        while offset + 3 <= bytes.count {
            let size = Int(Self.number(bytes[offset..<(offset + 2)]))
            guard offset + 3 + size <= bytes.count else { break }
            let type = Character(UnicodeScalar(bytes[offset + 2]))
            take(type, Array(bytes[(offset + 3)..<(offset + 3 + size)]))
            offset += 3 + size
        }
        leftOver = bytes.count - offset
    }

    private mutating func take(_ type: Character, _ payload: [UInt8]) {
        types[type, default: 0] += 1
        let text = String(decoding: payload, as: UTF8.self)
        switch type {
        case "F":
            let parts = text.split(separator: ":")
            formats[String(parts[0])] = parts[1].split(separator: ";").map { field in
                let words = field.split(separator: " ")
                return (String(words[0]), String(words[1]))
            }
        case "A":
            topics[Int(Self.number(payload[1..<3]))] = String(
                decoding: payload.dropFirst(3),
                as: UTF8.self
            )
        case "D":
            let topic = topics[Int(Self.number(payload[0..<2]))] ?? "?"
            records[topic, default: []].append(Array(payload.dropFirst(2)))
        case "L": texts.append(String(decoding: payload.dropFirst(9), as: UTF8.self))
        default: break
        }
    }

    static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Size of a field type in bytes.
    static func size(_ type: String) -> Int {
        let parts = type.split(whereSeparator: { "[]".contains($0) })
        let sizes = [
            "uint64_t": 8, "int32_t": 4, "float": 4, "double": 8, "uint8_t": 1, "bool": 1,
        ]
        return (sizes[String(parts[0])] ?? 0) * (parts.count > 1 ? Int(parts[1]) ?? 0 : 1)
    }

    /// Whole numbers of a field over all records of a topic.
    func column(_ topic: String, _ field: String) -> [UInt64] {
        var offset = 0
        for (type, name) in formats[topic] ?? [] {
            let size = Self.size(type)
            if name == field {
                return (records[topic] ?? []).map { Self.number($0[offset..<(offset + size)]) }
            }
            offset += size
        }
        return []
    }
}

@Suite("Flight logs")
struct FlightLogTests {
    @Test("Logs follow the ULog layout to the last byte")
    func layout() throws {
        let world = try WrittenWorld(smallOptions { $0.flights = 5 })
        var fixes = 0
        for number in 1...5 {
            let log = try TakenApart(world.bytes("flights/flight-00\(number).ulg"))
            #expect(log.leftOver == 0)
            #expect(log.types["B"] == 1)
            #expect(
                Set(log.topics.values) == [
                    "vehicle_gps_position", "vehicle_attitude", "vehicle_local_position",
                    "vehicle_status",
                ]
            )
            for (topic, records) in log.records {
                let fields = try #require(log.formats[topic])
                let logged = fields.filter { !$0.name.hasPrefix("_padding") }
                let size = logged.reduce(0) { $0 + TakenApart.size($1.type) }
                #expect(records.allSatisfy { $0.count == size }, "\(topic)")
                // Padding rounds the struct up to whole 8 bytes.
                #expect(fields.reduce(0) { $0 + TakenApart.size($1.type) } % 8 == 0, "\(topic)")
                let times = log.column(topic, "timestamp")
                #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 })
                #expect(times.allSatisfy { $0 >= log.start })
            }
            #expect(Set(log.column("vehicle_status", "nav_state")) == [17, 3, 5])
            #expect(log.texts.count == 3)
            #expect(log.types["O"] == (number == 5 ? 1 : nil))
            #expect((log.types["S"] ?? 0) > 90)
            fixes += log.records["vehicle_gps_position"]?.count ?? 0
        }
        #expect(fixes == world.summary.fixes)
        #expect(world.summary.flights == 5)
    }

    @Test("A flight follows the roads that the truth names, at the times it names")
    func followsTheTruth() throws {
        let world = try WrittenWorld(smallOptions { $0.flightSeconds = 300 })
        let map = DrawnMap(try world.text("network.osm"))
        let legs = Dictionary(grouping: try world.rows("truth/flights.csv")) { $0["file"] ?? "" }
        #expect(legs.count == 3)
        for (file, legs) in legs {
            let log = try TakenApart(world.bytes("flights/\(file)"))
            let topic = "vehicle_gps_position"
            let times = log.column(topic, "timestamp").map { Double($0) }
            let utc = log.column(topic, "time_utc_usec").map { Double($0) }
            let north = log.column(topic, "lat").map { Double(Int32(truncatingIfNeeded: $0)) / 1e7 }
            let east = log.column(topic, "lon").map { Double(Int32(truncatingIfNeeded: $0)) / 1e7 }
            var checked = 0
            for index in times.indices {
                let atZero = number(legs[0], "utc_at_zero_us")
                let delay = atZero + times[index] - utc[index]
                #expect(delay >= 0 && delay <= 20_000)
                guard
                    let leg = legs.first(where: {
                        number($0, "enter_us") <= times[index]
                            && times[index] < number($0, "exit_us")
                    })
                else { continue }
                let ends = ["way", "u", "v"].map { Int(leg[$0] ?? "") ?? 0 }
                let path = try #require(map.path(way: ends[0], from: ends[1], to: ends[2]))
                let along = (times[index] - number(leg, "enter_us")) / 1e6 * 12
                guard let drawn = map.place(on: path, at: min(along, number(leg, "length_m")))
                else { continue }
                #expect(metres(drawn, (east[index], north[index])) < 0.8 * 6 + 0.05)
                checked += 1
            }
            #expect(checked > 250)
        }
    }
}
