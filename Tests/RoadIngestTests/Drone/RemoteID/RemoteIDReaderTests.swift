import Foundation
import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("Remote ID")
struct RemoteIDReaderTests {
    static let place = "12100000001d8c791e7a74932aa10a640ae4074b5400000500"
    static let system = "4205c03d751e80c68e2a2300073109230815f907003fab0100"
    static let basic = "0212313538314634584641323242564d303030303031000000"

    static func bytes(_ digits: String) -> [UInt8] {
        let text = Array(digits)
        return stride(from: 0, to: text.count - 1, by: 2).compactMap {
            UInt8(String(text[$0...$0 + 1]), radix: 16)
        }
    }

    private func read(_ text: String) throws -> Flight {
        let bytes = Array(text.utf8)
        let isRecognised = RemoteIDReader.format.recognises(bytes.span.bytes)
        #expect(isRecognised)
        return try RemoteIDReader.read(bytes.span.bytes, name: "x")
    }

    private func survive(_ bytes: [UInt8]) {
        _ = RemoteIDReader.format.recognises(bytes.span.bytes)
        guard let flight = try? RemoteIDReader.read(bytes.span.bytes, name: "x") else { return }
        #expect((0.0...1.0).contains(flight.completeness))
        #expect(flight.recordsBroken > 0 || flight.lost.isEmpty)
        var end = 0
        for range in flight.lost {
            #expect(range.start >= end && range.start < range.end && range.end <= bytes.count)
            end = range.end
        }
    }

    @Test("the system message tells the hour of the positions")
    func hour() throws {
        let flight = try read("\(Self.basic)\n\(Self.system)\n\(Self.place)\n")
        #expect(flight.vehicle == "1581F4XFA22BVM000001")
        #expect(flight.fixes.altitudeEllipsoidMetres == [330])
        // 28,000,000 s after 2019-01-01 is 01:46:40, so 0 s of an hour is the next full one.
        let start = try #require(flight.clock?.timestamp(atVehicle: 0))
        #expect(start.description == "2019-11-21T02:00:00Z")
    }

    @Test("the receiver's time tells the hour; without any there is no UTC")
    func receiver() throws {
        let stated = try read("2024-05-01T11:59:58Z \(Self.place)\n")
        #expect(
            stated.clock?.timestamp(atVehicle: 0).description == "2024-05-01T12:00:00Z"
        )
        #expect(try read("\(Self.place)\n").clock == nil)
    }

    @Test("packs are read, alone and in frames of Bluetooth and Wi-Fi, as text and as bytes")
    func packs() throws {
        let pack = "f21903" + Self.basic + Self.place + Self.system
        for frame in ["", "faff0d07", "fa0bbc0d07"] {
            let flight = try read("a \(frame)\(pack)\n")
            #expect(flight.fixes.count == 1 && flight.recordsRead == 3 && flight.clock != nil)
        }
        let raw = Self.bytes(pack + pack)
        let isRecognised = RemoteIDReader.format.recognises(raw.span.bytes)
        #expect(isRecognised)
        let flight = try RemoteIDReader.read(raw.span.bytes, name: "x")
        #expect(flight.fixes.count == 2)
    }

    @Test("a line that is no message is a lost range")
    func damage() throws {
        let flight = try read("\(Self.place)\nzz\(Self.place.dropFirst(2))\n\(Self.place)\n")
        #expect(flight.fixes.count == 2)
        #expect(flight.lost == [LostRange(start: 51, end: 101, reason: .malformedRecord)])
    }

    @Test(
        "every vector of opendroneid-core-c has its values",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func vectors() throws {
        let text = String(
            decoding: try SharedReference.bytes("flightlogs/remoteid/odid_vectors.tsv"),
            as: UTF8.self
        )
        var compared = 0
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "\t")
            let bytes = Self.bytes(String(parts[1]))
            let decoded = RemoteIDMessage(bytes.span.bytes, at: 0)
            let message = try #require(decoded)
            var expected: [String: String] = [:]
            // Only the last value of a line holds spaces.
            var key = ""
            for word in parts[2].split(separator: " ") {
                if let mark = word.firstIndex(of: "=") {
                    key = String(word[..<mark])
                    expected[key] = String(word[word.index(after: mark)...])
                } else {
                    expected[key, default: ""] += " " + word
                }
            }
            let found = Self.values(message)
            for (name, value) in expected {
                compared += 1
                guard let number = found[name]?.0 else {
                    #expect(found[name]?.1 == value, "\(name) of \(line)")
                    continue
                }
                let wanted = try #require(Double(value))
                let unknown = Self.unknown[name]
                if number.isNaN {
                    #expect(wanted == unknown, "\(name) of \(line)")
                } else {
                    #expect(abs(number - wanted) <= 1e-3, "\(name) of \(line)")
                }
            }
        }
        #expect(compared == 5 * 16 + 3 + 12 + 2 + 2)
    }

    /// What the C library gives for "unknown".
    private static let unknown: [String: Double] = [
        "dir": 361, "spdH": 255, "spdV": 63, "lat": 0, "lon": 0, "baro": -1000, "geo": -1000,
        "height": -1000, "ts": 65_535,
    ]

    private static func values(_ message: RemoteIDMessage) -> [String: (Double?, String)] {
        func number(_ value: some BinaryInteger) -> (Double?, String) { (Double(value), "") }
        switch message {
        case .basicID(let kind, let aircraft, let identifier):
            return ["idtype": number(kind), "uatype": number(aircraft), "id": (nil, identifier)]
        case .location(let at):
            return [
                "status": number(at.status), "dir": (at.directionDegrees, ""),
                "spdH": (at.speedMetresPerSecond, ""), "spdV": (at.climbMetresPerSecond, ""),
                "lat": (at.latitudeDegrees, ""), "lon": (at.longitudeDegrees, ""),
                "baro": (at.pressureAltitudeMetres, ""), "geo": (at.altitudeEllipsoidMetres, ""),
                "htype": number(at.isHeightAboveGround ? 1 : 0), "height": (at.heightMetres, ""),
                "hacc": number(at.horizontalCode), "vacc": number(at.verticalCode),
                "bacc": number(at.pressureCode), "sacc": number(at.speedCode),
                "ts": (at.secondsOfHour, ""), "tsacc": (at.timeAccuracySeconds * 10, ""),
            ]
        case .selfID(let kind, let text): return ["type": number(kind), "desc": (nil, text)]
        case .operatorID(let kind, let text): return ["type": number(kind), "id": (nil, text)]
        case .system(let at):
            return [
                "oplt": number(at.operatorPlaceKind), "class": number(at.classification),
                "olat": (at.operatorLatitudeDegrees, ""),
                "olon": (at.operatorLongitudeDegrees, ""), "count": number(at.areaCount),
                "radius": (at.areaRadiusMetres, ""), "ceil": (at.areaCeilingMetres, ""),
                "floor": (at.areaFloorMetres, ""), "cat": number(at.category),
                "cls": number(at.aircraftClass), "oalt": (at.operatorAltitudeMetres, ""),
                "ts": number(at.seconds),
            ]
        case .authentication: return [:]
        }
    }

    @Test("cut after any byte and with 20,000 seeded flips nothing traps")
    func hostile() {
        let pack = "f21903" + Self.basic + Self.place + Self.system
        let text = Array("2024-05-01T11:59:58Z \(pack)\n\(Self.place)\n".utf8)
        let raw = Self.bytes(pack + Self.place + pack)
        for whole in [text, raw] {
            for length in 0..<whole.count { survive(Array(whole.prefix(length))) }
        }
        var random = SeededGenerator(seed: 3411)
        for round in 0..<20_000 {
            var bytes = round % 2 == 0 ? text : raw
            for _ in 0...(round / 2 % 8) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
            survive(bytes)
        }
    }
}
