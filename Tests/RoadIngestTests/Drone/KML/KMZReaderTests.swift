import Foundation
import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("KMZ archives")
struct KMZReaderTests {
    /// `doc.kml` with eight samples, deflated by Python's zipfile.
    private static let archive: [UInt8] = {
        let text =
            "UEsDBBQAAAAIACpweF1YH8PeswAAAIoCAAAHAAAAZG9jLmttbI3SzQqDMAwH8FcR79qkH37R9Rl28LRb"
            + "ceJAq+AO6+OvWtjGaKEQCCThdwh/OZsls2ZZn91kL7nNlbwuehiN3mclV21GdZPk7HKyXb/rwc1fj3FV"
            + "FCgvoCoAe4QOjnKn5+o4HbZtv6saSwGQCSzRNSZAks8uxmCEqT3DEhkaZpB7pkpkWJih6Jk2keERpjkZ"
            + "pImMCDNMeEYkMlWY4dQzTSJTR5j2ZNyL/hjyjRD5iRlxIVRvUEsBAhQDFAAAAAgAKnB4XVgfw96zAAAA"
            + "igIAAAcAAAAAAAAAAAAAAIABAAAAAGRvYy5rbWxQSwUGAAAAAAEAAQA1AAAA2AAAAAAA"
        return [UInt8](Data(base64Encoded: text) ?? Data())
    }()

    @Test("a deflated track is unpacked and read")
    func deflated() throws {
        let flights = try FlightLogReader.read(Self.archive.span, name: "track.kmz")
        let flight = try #require(flights.first)
        let expected = [71.500, 71.507, 71.514, 71.521, 71.528, 71.535, 71.542, 71.549]
        #expect(flight.fixes.longitudeDegrees == expected)
        #expect(flight.fixes.vehicleMicroseconds.last == 7_000_000)
        #expect(flight.events.map(\.text) == ["track Z"])
    }

    @Test("a wrong byte in the packed file is noticed, every time")
    func damage() throws {
        let whole = try FlightLogReader.read(Self.archive.span, name: "whole")
        // Header of 30 bytes, name of 7, packed content of 179.
        for place in 37..<216 {
            for bit in 0..<8 {
                var bytes = Self.archive
                bytes[place] ^= UInt8(1) << UInt8(bit)
                do throws(IntakeError) {
                    let flights = try FlightLogReader.read(bytes.span, name: "damaged")
                    // Bits that only fill up the last byte change nothing.
                    let found = flights.map(\.fixes.longitudeDegrees)
                    #expect(found == whole.map(\.fixes.longitudeDegrees), "\(place)")
                } catch { #expect(error.code == .formatDamaged) }
            }
        }
    }

    @Test("flipped bytes and cuts anywhere never trap")
    func flips() {
        var random = SeededGenerator(seed: 23)
        for round in 0..<20_000 {
            var bytes = Self.archive
            for _ in 0..<3 {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] = UInt8(truncatingIfNeeded: random.next())
            }
            if round < bytes.count { bytes = Array(Self.archive.prefix(round)) }
            do throws(IntakeError) {
                _ = try FlightLogReader.read(bytes.span, name: "damaged")
            } catch { #expect(!error.detail.isEmpty) }
        }
    }

    @Test(
        "marked points of a real archive are no flight",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func points() throws {
        let bytes = try SharedReference.bytes(
            "flightlogs/openathena/accuracy/Thunderstorm-GCPs.kmz"
        )
        #expect(TextFlight.error(bytes)?.code == .nothingAccepted)
    }
}
