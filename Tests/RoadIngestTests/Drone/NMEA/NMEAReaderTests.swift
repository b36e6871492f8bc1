import Foundation
import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("NMEA 0183 logs")
struct NMEAReaderTests {
    /// Sentences with their check sums.
    private static func log(_ sentences: [String]) -> String {
        sentences.map { body in
            let sum = body.utf8.reduce(UInt8(0), ^)
            let digits = String(sum, radix: 16, uppercase: true)
            return "$\(body)*\(digits.count < 2 ? "0" : "")\(digits)\r\n"
        }.joined()
    }

    static let sample = log([
        "GPGGA,235958.00,5107.6920,N,07125.8240,E,1,09,0.9,350.5,M,-35.2,M,,",
        "GPRMC,235958.00,A,5107.6920,N,07125.8240,E,10.0,090.5,311223,,,A",
        "GPGSV,1,1,01,01,40,083,46",
        "GNGGA,235959.50,5107.6980,N,07125.8300,E,4,12,0.5,351.0,M,-35.2,M,,",
        "GNVTG,091.0,T,,M,12.0,N,22.2,K,A",
        "GNGGA,000001.00,5107.7040,N,07125.8360,E,2,12,0.5,351.5,M,-35.2,M,,",
        "GNRMC,000001.00,V,,,,,,,010124,,,N",
        "GNGGA,000002.00,0000.0000,N,00000.0000,E,1,12,0.5,351.5,M,-35.2,M,,",
        "GNGGA,000003.00,5107.7100,S,07125.8420,W,5,12,0.5,352.0,M,-35.2,M,,",
    ])

    @Test("sentences of one moment make one fix; midnight turns the day")
    func join() throws {
        let flight = try #require(try TextFlight.read(Self.sample).first)
        let fixes = flight.fixes
        #expect(fixes.count == 3)
        let latitudes: [Double] = [7.692, 7.698, 7.71].map { 51 + $0 / 60 }
        let longitudes: [Double] = [25.824, 25.83, 25.842].map { 71 + $0 / 60 }
        #expect(fixes.latitudeDegrees == [latitudes[0], latitudes[1], -latitudes[2]])
        #expect(fixes.longitudeDegrees == [longitudes[0], longitudes[1], -longitudes[2]])
        #expect(fixes.altitudeMSLMetres == [350.5, 351, 352])
        #expect(fixes.altitudeEllipsoidMetres[0] == 350.5 - 35.2)
        #expect(fixes.groundSpeedMetresPerSecond[0] == 10 * (1852.0 / 3600))
        #expect(fixes.courseDegrees.prefix(2) == [90.5, 91])
        #expect(fixes.fixKind == [3, 6, 5])
        #expect(fixes.satellites == [9, 12, 12])
        #expect(fixes.vehicleMicroseconds == [0, 1_500_000, 5_000_000])
        let start = try #require(flight.clock?.timestamp(atVehicle: 0))
        #expect(start.description == "2023-12-31T23:59:58Z")
        #expect(flight.warnings.contains("1 moments were left out: the receiver had no fix."))
        #expect(flight.warnings.contains("1 moments were left out: their position is 0, 0."))
    }

    @Test("a wrong check sum loses the sentence and its bytes, nothing else")
    func checkSum() throws {
        let text = Self.sample.replacing("5107.6980,N", with: "5107.6981,N")
        let flight = try #require(try TextFlight.read(text).first)
        #expect(flight.fixes.count == 2)
        #expect(flight.recordsBroken == 1)
        #expect(flight.lost.map(\.reason) == [.malformedRecord])
    }

    @Test("without a date there is no UTC")
    func undated() throws {
        let text = Self.log([
            "GPGGA,184353.07,1929.045,S,02410.506,E,1,04,2.6,100.00,M,-33.9,M,,0000"
        ])
        let flight = try #require(try TextFlight.read(text).first)
        #expect(flight.clock == nil)
        #expect(flight.warnings.contains { $0.contains("18:43:53.070Z on an unknown day") })
    }

    @Test(
        "two-digit years turn at 80",
        arguments: [("010180", "1980-01-01"), ("311279", "2079-12-31"), ("290224", "2024-02-29")]
    )
    func years(written: String, date: String) throws {
        let text = Self.log(["GPRMC,120000,A,5107.6920,N,07125.8240,E,1,2,\(written),,"])
        let flight = try #require(try TextFlight.read(text).first)
        #expect(flight.clock?.timestamp(atVehicle: 0).date().description == date)
    }

    @Test(
        "the references have pynmea2's values",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func references() throws {
        let plain = try #require(try TextFlight.reference("nmea/pynmea2_data.log").first)
        #expect(plain.fixes.latitudeDegrees == [-19.484083333333334])
        #expect(plain.fixes.longitudeDegrees == [24.1751])
        #expect(plain.fixes.altitudeMSLMetres == [100])
        #expect(plain.recordsBroken == 1)
        let magellan = try #require(try TextFlight.reference("nmea/exiftool_Geotag.log").first)
        #expect(magellan.fixes.count == 12)
        #expect(magellan.fixes.latitudeDegrees.first == 44 + 15.163 / 60)
        let longitude: Double = 76 + 31.126 / 60
        #expect(magellan.fixes.longitudeDegrees.first == -longitude)
        #expect(
            magellan.clock?.timestamp(atVehicle: 0).description == "2009-04-03T11:08:33.530Z"
        )
    }

    @Test(
        "sentences and their order are those that pynmea2 finds",
        .enabled(if: SharedReference.isPresent, SharedReference.absence),
        arguments: ["pynmea2_data.log", "exiftool_Geotag.log"]
    )
    func sentences(name: String) throws {
        let json = try SharedReference.bytes("flightlogs/nmea/\(name).pynmea2.json")
        let all = try JSONSerialization.jsonObject(with: Data(json)) as? [[Any]]
        var counts: [String: Int] = [:]
        for entry in try #require(all) {
            let kind = try #require(entry[1] as? String)
            counts[kind, default: 0] += 1
            // Only sentences with a place have values beside their kind.
            guard let latitude = entry[2] as? Double else { continue }
            let flight = try #require(try TextFlight.reference("nmea/\(name)").first)
            let longitude = try #require(entry[3] as? Double)
            let altitude = try #require(entry[5] as? Double)
            // Reading a decimal of JSON may differ by its last bit.
            let isThere = (0..<flight.fixes.count).contains { row in
                abs(flight.fixes.latitudeDegrees[row] - latitude) < 1e-12
                    && abs(flight.fixes.longitudeDegrees[row] - longitude) < 1e-12
                    && flight.fixes.altitudeMSLMetres[row] == altitude
            }
            #expect(isThere)
        }
        let bytes = try SharedReference.bytes("flightlogs/nmea/\(name)")
        let tables = try RawTables.read(bytes.span, name: name)
        for (kind, count) in counts {
            let found = tables.filter { $0.name.hasSuffix(kind) }
            #expect(found.reduce(0) { $0 + $1.rowCount } == count, "\(kind)")
        }
        #expect(!counts.isEmpty)
    }

    @Test("cut after any byte, only whole moments are read")
    func truncation() throws {
        // The last moment of a cut log may lack the sentence that says it has no fix.
        try TextFlight.expectPrefixes(
            Self.sample.split(separator: "\r\n").filter { !$0.contains(",V,") }
                .joined(separator: "\r\n") + "\r\n"
        )
    }

    @Test("flipped bytes never trap")
    func flips() { TextFlight.expectSurvival(of: Self.sample, flips: 20_000, seed: 13) }
}
