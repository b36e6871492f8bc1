import RoadIngest
import RoadModel
import TestKit
import Testing

/// Reads text logs in tests and compares their columns with digests made by other programs.
enum TextFlight {
    /// The flights of a text, through the front door.
    static func read(_ text: String) throws -> [Flight] {
        try FlightLogReader.read([UInt8](text.utf8).span, name: "flight.txt")
    }

    /// The flights of a reference file, through the front door.
    static func reference(_ path: String) throws -> [Flight] {
        let bytes = try SharedReference.bytes("flightlogs/\(path)")
        return try FlightLogReader.read(bytes.span, name: path)
    }

    /// The error of bytes that must not be read.
    static func error(_ bytes: [UInt8]) -> IntakeError? {
        do throws(IntakeError) {
            _ = try FlightLogReader.read(bytes.span, name: "flight.txt")
            return nil
        } catch { return error }
    }

    /// The first 16 hexadecimal digits of the SHA-256 of a column's little-endian doubles.
    static func digest(_ column: [Double]) -> String {
        var bytes: [UInt8] = []
        for value in column {
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> shift))
            }
        }
        return String(TestDigest.sha256(bytes).prefix(16))
    }

    /// Checks what holds for every flight of a file, damaged or not.
    static func expectSound(_ flights: [Flight], byteCount: Int) {
        for flight in flights {
            let count = flight.fixes.count
            #expect(flight.fixes.latitudeDegrees.count == count)
            #expect(flight.fixes.longitudeDegrees.count == count)
            #expect(flight.fixes.fixKind.count == count)
            let unverified = flight.fixes.altitudeUnverifiedMetres.count
            #expect(unverified == 0 || unverified == count)
            #expect(flight.completeness >= 0 && flight.completeness <= 1)
            #expect(flight.recordsBroken > 0 || flight.lost.isEmpty)
            var end = 0
            for range in flight.lost {
                #expect(range.start >= end && range.end > range.start && range.end <= byteCount)
                end = range.end
            }
            for row in 0..<count {
                let place = GeodeticCoordinate(
                    latitude: Degrees(flight.fixes.latitudeDegrees[row]),
                    longitude: Degrees(flight.fixes.longitudeDegrees[row])
                )
                #expect(place.isValid)
                #expect(flight.vehicleSpan.contains(flight.fixes.vehicleMicroseconds[row]))
            }
        }
    }

    /// Cuts a text after every byte: what is read then must be the beginning of what the whole
    /// text says.
    static func expectPrefixes(_ text: String) throws {
        let bytes = [UInt8](text.utf8)
        let whole = places(try FlightLogReader.read(bytes.span, name: "whole"))
        for length in 0..<bytes.count {
            let part = Array(bytes.prefix(length))
            do throws(IntakeError) {
                let flights = try FlightLogReader.read(part.span, name: "part")
                let found = places(flights)
                #expect(found == Array(whole.prefix(found.count)), "cut at \(length)")
                expectSound(flights, byteCount: length)
            } catch {
                let known: [ErrorCode] = [
                    .fileEmpty, .formatUnknown, .formatDamaged, .nothingAccepted,
                ]
                #expect(known.contains(error.code), "cut at \(length)")
            }
        }
    }

    /// Flips bytes at random places, one to three at a time; nothing may trap or lie.
    static func expectSurvival(of text: String, flips: Int, seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let bytes = [UInt8](text.utf8)
        var read = 0
        for _ in 0..<flips {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<damaged.count, using: &random)
                damaged[place] = UInt8(truncatingIfNeeded: random.next())
            }
            do throws(IntakeError) {
                let flights = try FlightLogReader.read(damaged.span, name: "damaged")
                expectSound(flights, byteCount: damaged.count)
                read += 1
            } catch { #expect(!error.detail.isEmpty) }
        }
        // Most single flips leave a file that can be read.
        #expect(read > flips / 2)
    }

    private static func places(_ flights: [Flight]) -> [String] {
        flights.flatMap { flight in
            (0..<flight.fixes.count).map { row in
                let (latitude, longitude) = (
                    flight.fixes.latitudeDegrees[row], flight.fixes.longitudeDegrees[row]
                )
                return "\(latitude) \(longitude) \(flight.fixes.relativeHeightMetres[row]) "
                    + "\(flight.fixes.altitudeMSLMetres[row])"
            }
        }
    }
}
