import RoadIngest
import RoadModel
import TestKit
import Testing

/// Logs written here, damaged ones too: however they are cut, what is read stays the same.
@Suite("Logs read step by step")
struct SteppedLogTests {
    private func isSame(_ part: Flight, _ whole: Flight) -> Bool {
        var (part, whole) = (part, whole)
        // A missing number is not equal to itself.
        let columns: [WritableKeyPath<FixColumns, [Double]>] = [
            \.latitudeDegrees, \.longitudeDegrees, \.altitudeMSLMetres, \.altitudeEllipsoidMetres,
            \.relativeHeightMetres, \.groundSpeedMetresPerSecond, \.courseDegrees,
            \.horizontalAccuracyMetres, \.verticalAccuracyMetres, \.altitudeUnverifiedMetres,
        ]
        for column in columns {
            guard
                part.fixes[keyPath: column].map(\.bitPattern)
                    == whole.fixes[keyPath: column].map(\.bitPattern)
            else { return false }
            (part.fixes[keyPath: column], whole.fixes[keyPath: column]) = ([], [])
        }
        return part == whole
    }

    /// Reads a log whole and in windows of each length, and compares.
    private func check(_ bytes: [UInt8], _ windows: [Int]) throws -> [Flight] {
        let whole = try FlightLogReader.read(bytes.span, name: "x")
        for window in windows where window < bytes.count {
            var options = FlightReadingOptions()
            options.windowByteCount = window
            let collector = FlightCollector()
            try FlightLogReader.stream(bytes.span, name: "x", options, into: collector)
            try #require(collector.all.count == whole.count, "window \(window)")
            for (part, flight) in zip(collector.all, whole) {
                #expect(isSame(part, flight), "window \(window): \(part.vehicle)")
            }
        }
        return whole
    }

    @Test("KLV longer than what is scanned at once, alone and in a transport stream")
    func klv() throws {
        // 5,000 packets of some 100 bytes: a transport stream is scanned in 256 KiB of them.
        let klv = KLVReaderTests.sample(5000)
        for bytes in [klv, KLVReaderTests.transport(klv, size: klv.count / 5000)] {
            let flights = try check(bytes, [1000, 77_777, 300_000])
            #expect(flights.map(\.fixes.count) == [5000])
            #expect(flights[0].lost.isEmpty && flights[0].completeness == 1)
        }
    }

    @Test("damaged KLV: every packet that was not hit is read, and every lost byte is told")
    func damagedKLV() throws {
        let packets = 5000
        let klv = KLVReaderTests.sample(packets)
        var random = SeededGenerator(seed: 14)
        for round in 0..<6 {
            var (bytes, hit) = (klv, Set<Int>())
            for _ in 0..<40 {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] ^= 0x55
                hit.insert(place / (klv.count / packets))
            }
            // The first key decides the format.
            bytes.replaceSubrange(0..<16, with: klv[0..<16])
            let isInTransport = round % 2 == 1
            if isInTransport {
                bytes = KLVReaderTests.transport(bytes, size: klv.count / packets)
            }
            let flight = try #require(try check(bytes, [5000, 150_001]).first)
            // A broken length hides the packets up to the next label that fits.
            #expect(flight.fixes.count >= packets - 2 * hit.count - 1)
            #expect(flight.fixes.count < packets)
            #expect(flight.recordsBroken > 0 && flight.completeness < 1)
        }
    }

    @Test("noise between packets is lost byte for byte, however long it is")
    func noise() throws {
        let packet = KLVReaderTests.sample(1)
        let noise = [UInt8](repeating: 0x2A, count: 600_000)
        let flight = try #require(
            try check(packet + noise + packet, [1000, 64_000]).first
        )
        #expect(flight.fixes.count == 2)
        #expect(
            flight.lost == [
                LostRange(
                    start: packet.count,
                    end: packet.count + noise.count,
                    reason: .malformedRecord
                )
            ]
        )
        let stream = KLVReaderTests.transport(packet + noise + packet, size: 10_000)
        let transported = try #require(try check(stream, [1000, 64_000]).first)
        #expect(transported.fixes.count == 2)
        let lost = transported.lost.reduce(0) { $0 + $1.end - $1.start }
        #expect(lost >= noise.count)
    }

    @Test("a length beyond what packets have is damage, and no reason to wait")
    func longPacket() throws {
        let packet = KLVReaderTests.sample(1)
        // 06 0E 2B 34 … with a stated length of 1 GiB.
        let liar =
            Array(packet.prefix(16)) + [0x84, 0x40, 0, 0, 0] + [UInt8](repeating: 7, count: 90)
        let klv = packet + liar + KLVReaderTests.sample(3000)
        for bytes in [klv, KLVReaderTests.transport(klv, size: 500)] {
            let flight = try #require(try check(bytes, [9999]).first)
            #expect(flight.fixes.count == 3001)
            #expect(flight.recordsBroken == 1)
        }
    }

    @Test("Remote ID in any windows, broken lines among the messages")
    func remoteID() throws {
        let messages = [
            RemoteIDReaderTests.basic, RemoteIDReaderTests.system, RemoteIDReaderTests.place,
        ]
        let lines = (0..<400).map { number in
            number % 13 == 7 ? "no message at all" : messages[number % 3]
        }
        let broken = lines.count { $0.hasPrefix("no") }
        let places = lines.count { $0 == RemoteIDReaderTests.place }
        let text = Array((lines.joined(separator: "\n") + "\n").utf8)
        let flight = try #require(try check(text, [60, 1000, 5001]).first)
        #expect(flight.fixes.count == places && flight.recordsBroken == broken)
        let binary = (0..<400).flatMap { RemoteIDReaderTests.bytes(messages[$0 % 3]) }
        let same = try #require(try check(binary, [30, 999]).first)
        #expect(same.fixes.count == (0..<400).count { $0 % 3 == 2 })
    }

    @Test(
        "tracks in the order of vehicles and of time are the same flights",
        arguments: [true, false]
    )
    func tracks(byVehicle: Bool) throws {
        let header =
            "Vehicle_ID,Local_Time,Ortho_X,Latitude,Longitude,Vehicle_Class,Vehicle_Speed\n"
        var rows: [(vehicle: Int, moment: Int, text: String)] = []
        for vehicle in 0..<60 {
            for moment in vehicle..<vehicle + 20 + vehicle % 7 {
                let time = "07:\(10 + moment / 60):\(10 + moment % 50).0\(10 + vehicle % 80)"
                let isBroken = (vehicle * 31 + moment) % 97 == 5
                let place = isBroken ? "95" : "37.38\(100 + moment)"
                rows.append(
                    (
                        vehicle, moment,
                        "\(900 - vehicle),\(time),1,\(place),126.6\(100 + vehicle),"
                            + "\(moment % 2),36\n"
                    )
                )
            }
        }
        rows.sort {
            byVehicle
                ? ($0.vehicle, $0.moment) < ($1.vehicle, $1.moment)
                : ($0.moment, $0.vehicle) < ($1.moment, $1.vehicle)
        }
        let bytes = Array((header + rows.map(\.text).joined()).utf8)
        let flights = try check(bytes, [100, 333, 5000, 40_000])
        #expect(flights.count == 60)
        let broken = rows.count { $0.text.contains(",95,") }
        #expect(broken > 5 && flights[0].recordsBroken == broken)
        #expect(flights.reduce(0) { $0 + $1.fixes.count } == rows.count - broken)
    }

    @Test("rows of pNEUMA are vehicles, also under one number")
    func neuma() throws {
        let rows = (0..<200).map { number in
            "\(number % 3); Car; 48.85; 9.77; "
                + (0..<(number % 9)).map { "37.9\(10 + $0); 23.7; 36.0; 0; 0; \($0).5; " }.joined()
        }
        let text =
            "track_id; type; traveled_d; avg_speed; lat; lon; speed; lon_acc; lat_acc; time\n"
            + rows.joined(separator: "\n") + "\n"
        let flights = try check(Array(text.utf8), [50, 1000, 7000])
        #expect(flights.count == (0..<200).count { $0 % 9 > 0 })
    }

    @Test("tables without places on Earth make one flight that counts them")
    func plane() throws {
        let rows = (0..<300).map {
            "\($0 / 4 + 1),\($0 % 12),362.26,21.68,4.85,2.12,-40.85,0,0.3,0,2\n"
        }
        let text =
            "frame,id,x,y,width,height,xVelocity,yVelocity,xAcceleration,yAcceleration,laneId\n"
            + rows.joined()
        let flights = try check(Array(text.utf8), [200, 3000])
        #expect(flights.map(\.vehicle) == ["12 road users"])
        #expect(flights[0].recordsRead == 300)
    }
}
