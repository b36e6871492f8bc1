import RoadGeodata
import RoadModel
import TestKit
import Testing

@Suite("Damaged and odd OpenStreetMap files")
struct OSMDamageTests {
    private func error(named name: String = "map.osm", _ text: String) throws -> IntakeError? {
        try error(named: name, Array(text.utf8))
    }

    private func error(named name: String = "map.osm", _ bytes: [UInt8]) throws -> IntakeError? {
        try TemporaryFile.with(named: name, bytes) { path in
            #expect(throws: IntakeError.self) { try RoadFileImporter.importRoads(path: path) }
        }
    }

    private var map: MapText {
        var map = MapText()
        map.nodes(1...3)
        map.way(10, [1, 2, 3], ["highway": "primary"])
        return map
    }

    @Test("A missing file, a folder and an empty file each have their code")
    func missing() throws {
        let absent = #expect(throws: IntakeError.self) {
            try RoadFileImporter.importRoads(path: "/nonexistent/map.osm.pbf")
        }
        #expect(absent?.code == .fileMissing)
        let folder = #expect(throws: IntakeError.self) {
            try RoadFileImporter.importRoads(path: "/")
        }
        #expect(folder?.code == .fileMissing)
        #expect(try error([])?.code == .fileEmpty)
    }

    @Test("A web address is a file that does not exist")
    func address() {
        let error = #expect(throws: IntakeError.self) {
            try RoadFileImporter.importRoads(path: "http://localhost/map.osm")
        }
        #expect(error?.code == .fileMissing)
    }

    @Test("The name's ending does not matter")
    func wrongEnding() throws {
        let source = try TemporaryFile.with(named: "map.gpkg", Array(map.document.utf8)) {
            try RoadFileImporter.importRoads(path: $0)
        }
        #expect(source.wayID == [10])
    }

    @Test(
        "Content of no known kind is refused",
        arguments: ["hello", "a,b\n1,2\n", "<kml/>", "\0\0"]
    )
    func unknown(_ text: String) throws {
        #expect(try error(text)?.code == .formatUnknown)
    }

    @Test("A map without roads has no network")
    func noRoads() throws {
        var empty = MapText()
        empty.nodes(1...2)
        #expect(try error(empty.document)?.code == .networkEmpty)
        empty.way(1, [1, 2], ["highway": "footway"])
        #expect(try error(empty.document)?.code == .networkEmpty)
        var single = MapText()
        single.nodes(1...1)
        single.way(1, [1], ["highway": "primary"])
        #expect(try error(single.document)?.code == .networkEmpty)
        var nowhere = MapText()
        nowhere.way(1, [1, 2], ["highway": "primary"])
        #expect(try error(nowhere.document)?.code == .networkEmpty)
    }

    @Test("Broken XML is damaged, and the error says where")
    func brokenXML() throws {
        let text = map.document
        let error = try error(String(text.prefix(text.count - 20)))
        #expect(error?.code == .formatDamaged)
        #expect(error?.detail.contains("roads had been read") == true)
        let garbled = text.replacingOccurrences("lat='43.2'", "lat='north'")
        #expect(try self.error(garbled)?.code == .formatDamaged)
        let entities = text.replacingOccurrences(
            "<osm ",
            "<!DOCTYPE osm [<!ENTITY a 'aaaa'>]><osm "
        )
        #expect(try self.error(entities)?.code == .formatDamaged)
    }

    @Test("A change file is refused because it holds several states")
    func changes() throws {
        let text =
            "<osmChange version='0.6'><modify><way id='1'><nd ref='1'/>"
            + "<tag k='highway' v='primary'/></way></modify></osmChange>"
        #expect(try error(text)?.code == .formatVersion)
    }

    @Test(
        "Compressed rubbish is damaged",
        arguments: [[0x1F, 0x8B, 8, 0, 1, 2, 3], Array("BZh9xx".utf8)]
    )
    func rubbish(_ bytes: [UInt8]) throws {
        #expect(try error(bytes)?.code == .formatDamaged)
    }

    @Test(
        "A PBF cut off anywhere is an error or a smaller map, never a crash",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func truncatedPBF() throws {
        let whole = try SharedReference.bytes("mapmatch/fcd/net.osm.pbf")
        let lengths = Array(1..<200) + Array(stride(from: 200, to: whole.count, by: 397))
        var damaged = 0
        for length in lengths {
            try TemporaryFile.with(named: "cut.osm.pbf", Array(whole.prefix(length))) { path in
                do throws(IntakeError) {
                    #expect(try RoadFileImporter.importRoads(path: path).isConsistent)
                } catch {
                    let codes: [ErrorCode] = [.formatDamaged, .formatUnknown, .networkEmpty]
                    #expect(codes.contains(error.code))
                    if error.code == .formatDamaged { damaged += 1 }
                }
            }
        }
        #expect(damaged > lengths.count / 2)
    }

    @Test(
        "A PBF with flipped bytes is an error or a map, never a crash",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func flippedPBF() throws {
        let whole = try SharedReference.bytes("mapmatch/fcd/net.osm.pbf")
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        for _ in 0..<150 {
            var bytes = whole
            for _ in 0..<3 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes[Int(state >> 33) % bytes.count] ^= UInt8(truncatingIfNeeded: state >> 24) | 1
            }
            try TemporaryFile.with(named: "flip.osm.pbf", bytes) { path in
                do throws(IntakeError) {
                    #expect(try RoadFileImporter.importRoads(path: path).isConsistent)
                } catch {
                    #expect(!error.detail.isEmpty)
                }
            }
        }
    }

    @Test(
        "A gzip file cut off is damaged",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func truncatedGzip() throws {
        let whole = try SharedReference.bytes("mapmatch/osm/moscow.osm.gz")
        for length in [20, 1000, whole.count / 2, whole.count - 9] {
            #expect(
                try error(named: "cut.osm.gz", Array(whole.prefix(length)))?.code == .formatDamaged
            )
        }
    }
}

extension String {
    /// The text with every occurrence of a part replaced.
    fileprivate func replacingOccurrences(_ part: String, _ other: String) -> String {
        split(separator: part, omittingEmptySubsequences: false).joined(separator: other)
    }
}
