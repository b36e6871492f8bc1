import Foundation
import RoadIngest
import RoadModel
import Testing

@Suite("KML files of archives, unpacked")
struct KMZUnpackingTests {
    /// Eight samples with 100,000 spaces between each two, deflated by Python's zipfile.
    private static let wide: [UInt8] = {
        let text =
            "UEsDBBQAAAAIAABgfV1ZJSXHhAQAAOywCgAHAAAAZG9jLmttbO3QMY7qSBSG0ZxVeAO2bxkXzFgl72CkFxCR"
            + "MWDBqLux5OknWP7QBEizA4Jz9Aclf5KDWz6+Psfy6/NwnL4Oy8dYzvdhtxyOj9fh8/uf79+n6a/5NI2Hv/+d"
            + "P39/T6X93+dyu0zXsYuur2NTR9qlGOJn+9I+08//jvO8nMZtanJElVOTqnWO0r7KqgIAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAADeVrldpuvYRdfXsakj7VIM8Vjal/aZyvk+HOd5OY3b1OTYVjk1qVrnKO2r"
            + "rNwRAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA3le5Xabr2EXX17GpI+1SDPFYty/tM5XzfTjO"
            + "83Iat6nJqa9yalK1zlHaV1m5IwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAALyvcrtM17GLrq9j"
            + "U0fapRjisfW+tM9UzvfhOM/LadymJnepyqlJ1TpHaV9l5Y4AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAADwvsrtMl3HLrq+jk0daZdiiMf6fWmfqZzvw3Gel9O4TU3u/qhyalK1zlHaV1m5IwAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAALyvcrtM17GLrq9jU0fapRjisbwv7TOV8304zvNyGrepyetc5dSkap2j"
            + "tK+yckcAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB4X+V2ma5jF11fx6aOtEsxxGObfWmfqZzv"
            + "w3Gel9O4TU3uuyqnJlXrHKV9lZU7AgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAwPsqt8t0Hbvo"
            + "+jo2daRdiiEe2+5L+0zlfB+O87ycxm1qcv9nlVOTqnWO0r7K6vneLYfjx1jaX5+H4/R1WH7eH1+f439QSwEC"
            + "FAMUAAAACAAAYH1dWSUlx4QEAADssAoABwAAAAAAAAAAAAAAgAEAAAAAZG9jLmttbFBLBQYAAAAAAQABADUA"
            + "AACpBAAAAAA="
        return [UInt8](Data(base64Encoded: text) ?? Data())
    }()

    private static let places = [71.500, 71.507, 71.514, 71.521, 71.528, 71.535, 71.542, 71.549]

    @Test("a file longer than what is unpacked at once is whole")
    func wide() throws {
        let flights = try FlightLogReader.read(Self.wide.span, name: "wide.kmz")
        #expect(flights.map(\.fixes.longitudeDegrees) == [Self.places])
    }

    @Test(
        "a file of over 32 MiB is unpacked to disk and read in windows",
        arguments: [false, true]
    )
    func long(isZIP64: Bool) throws {
        let bytes = Self.archive(Self.long, isZIP64: isZIP64)
        let collector = FlightCollector()
        var options = FlightReadingOptions()
        options.windowByteCount = 1024
        try FlightLogReader.stream(bytes.span, name: "long.kmz", options, into: collector)
        #expect(collector.parts > 1)
        let flight = try #require(collector.all.first)
        #expect(flight.fixes.longitudeDegrees == Self.places)
        // The damaged tag stands at the same byte as in the packed file's content.
        #expect(flight.lost.map(\.end) == [Self.long.count - 29])
        #expect(flight.warnings.contains("Byte places count in doc.kml as unpacked."))
    }

    @Test("a wrong length or check sum is noticed, on disk and in memory")
    func wrong() {
        for content in [Self.long, Self.document(spaces: 9)] {
            #expect(TextFlight.error(Self.archive(content)) == nil)
            for (length, sum) in [(1, 0), (-1, 0), (0, 1)] {
                let bytes = Self.archive(content, addingToLength: length, addingToSum: sum)
                #expect(TextFlight.error(bytes)?.code == .formatDamaged)
            }
        }
    }

    private static let long = document(spaces: 33 << 20)

    /// A track with some space in it and a damaged tag.
    private static func document(spaces: Int) -> [UInt8] {
        let samples = places.enumerated().map {
            "<when>2024-06-01T10:00:0\($0)Z</when><gx:coord>\($1) 51.1 350</gx:coord>"
        }
        return Array("<kml><Placemark><gx:Track>".utf8)
            + [UInt8](repeating: 32, count: spaces)
            + Array((samples.joined() + "< </gx:Track></Placemark></kml>").utf8)
    }

    /// An archive of one file `doc.kml` in blocks that are stored (RFC 1951, 3.2.4).
    private static func archive(
        _ content: [UInt8],
        isZIP64: Bool = false,
        addingToLength length: Int = 0,
        addingToSum sum: Int = 0
    ) -> [UInt8] {
        var packed: [UInt8] = []
        var start = 0
        while start < content.count {
            let count = min(65_535, content.count - start)
            packed.append(start + count == content.count ? 1 : 0)
            packed += little(count, 2) + little(~count & 0xFFFF, 2)
            packed += content[start..<start + count]
            start += count
        }
        let size = content.count + length
        let name = Array("doc.kml".utf8)
        let long =
            isZIP64 ? little(1, 2) + little(16, 2) + little(size, 8) + little(packed.count, 8) : []
        let sizes =
            isZIP64
            ? little(0xFFFF_FFFF, 4) + little(0xFFFF_FFFF, 4)
            : little(packed.count, 4) + little(size, 4)
        let common =
            little(8, 2) + little(0, 4) + little(Int(checksum(content)) ^ sum, 4) + sizes
            + little(name.count, 2) + little(long.count, 2)
        let local = [0x50, 0x4B, 3, 4] + little(45, 2) + little(0, 2) + common + name + long
        let entry =
            [0x50, 0x4B, 1, 2] + little(45, 2) + little(45, 2) + little(0, 2) + common
            + little(0, 10) + little(0, 4) + name + long
        let table = local.count + packed.count
        var bytes = local + packed + entry
        if isZIP64 {
            let record = bytes.count
            bytes += [0x50, 0x4B, 6, 6] + little(44, 8) + little(0, 12) + little(1, 8)
            bytes += little(1, 8) + little(entry.count, 8) + little(table, 8)
            bytes += [0x50, 0x4B, 6, 7] + little(0, 4) + little(record, 8) + little(1, 4)
        }
        let start32 = isZIP64 ? 0xFFFF_FFFF : table
        return bytes + [0x50, 0x4B, 5, 6] + little(0, 4) + little(1, 2) + little(1, 2)
            + little(entry.count, 4) + little(start32, 4) + little(0, 2)
    }

    private static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> ($0 * 8)) : 0 }
    }

    /// CRC-32, bit by bit in a table made here.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        let table: [UInt32] = (0..<256).map { start in
            (0..<8).reduce(UInt32(start)) { value, _ in
                value % 2 == 0 ? value / 2 : value / 2 ^ 0xEDB8_8320
            }
        }
        return ~bytes.reduce(~UInt32(0)) {
            $0 >> 8 ^ table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)]
        }
    }
}
