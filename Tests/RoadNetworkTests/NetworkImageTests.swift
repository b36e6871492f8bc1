import Foundation
import RoadModel
import RoadNetwork
import Testing

@Suite("A network image")
struct NetworkImageTests {
    private let image: [UInt8]

    init() throws {
        var builder = SourceBuilder.junction
        builder.source.notes = ["way.skipped": 3]
        builder.source.restrictions = [
            TurnRestriction(
                fromWay: 10,
                toWay: 20,
                viaNode: 0,
                viaWays: [11],
                isMandatory: false
            )
        ]
        builder.source.posts = [
            KilometrePost(node: 5, point: ProjectedPoint(x: 3, y: 4), kilometre: 17, ref: "A1")
        ]
        image = try NetworkCompiler.compile(builder.source)
    }

    private func code(_ bytes: [UInt8]) -> ErrorCode? {
        do {
            _ = try CompiledNetwork(image: bytes)
            return nil
        } catch {
            return error.code
        }
    }

    /// The image with a new checksum, as someone would make it who damages it on purpose.
    private func resealed(_ bytes: [UInt8]) -> [UInt8] {
        var sealed = bytes
        let checksum = ContentChecksum.xxh64(Array(bytes[32...]))
        for i in 0..<8 { sealed[24 + i] = UInt8(truncatingIfNeeded: checksum >> (8 * i)) }
        return sealed
    }

    @Test("begins with its name, version and size")
    func header() {
        #expect(Array(image[0..<8]) == Array("JOLROADS".utf8))
        #expect(Array(image[8..<12]) == [1, 0, 0, 0])
        let size = image[16..<24].reversed().reduce(0) { $0 << 8 | Int($1) }
        #expect(size == image.count)
    }

    @Test("is refused when it breaks off anywhere")
    func truncated() {
        for length in 0..<image.count {
            #expect(code(Array(image[..<length])) == .networkImage, "\(length) bytes")
        }
    }

    @Test("is refused when any byte is changed")
    func flipped() {
        for i in image.indices {
            var damaged = image
            damaged[i] ^= 0x41
            #expect(code(damaged) == .networkImage, "byte \(i)")
        }
    }

    @Test("of another version is refused by name")
    func otherVersion() throws {
        var other = image
        other[8] = 2
        let error = #expect(throws: IntakeError.self) { try CompiledNetwork(image: other) }
        #expect(error?.detail.contains("version 2") == true)
    }

    @Test("with a valid checksum over false content is refused or harmless, never a trap")
    func forged() throws {
        for i in 32..<image.count {
            for value: UInt8 in [0x00, 0x7F, 0xFF] where image[i] != value {
                var forged = image
                forged[i] = value
                guard let network = try? CompiledNetwork(image: resealed(forged)) else { continue }
                for id in 0..<UInt32(network.segmentCount) {
                    let segment = SegmentID(rawValue: id)
                    _ = network.segment(segment)
                    _ = network.polyline(of: segment)
                    _ = network.successors(of: segment)
                }
                _ = network.summary
                _ = network.restrictions
                _ = network.posts
                _ = RoadChains.build(network)
            }
        }
    }

    @Test("opens from a file as it does from memory")
    func file() throws {
        let path = NSTemporaryDirectory() + "jol-network-\(UUID().uuidString).bin"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(image).write(to: URL(fileURLWithPath: path))
        let mapped = try CompiledNetwork.open(path: path)
        let copied = try CompiledNetwork(image: image)
        #expect(mapped.versionID == copied.versionID)
        #expect(mapped.summary == copied.summary)
    }

    @Test("tells a missing file from an empty one and from a folder")
    func files() throws {
        let missing = #expect(throws: IntakeError.self) {
            try CompiledNetwork.open(path: "/nowhere/network.bin")
        }
        #expect(missing?.code == .fileMissing)
        let path = NSTemporaryDirectory() + "jol-empty-\(UUID().uuidString).bin"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data().write(to: URL(fileURLWithPath: path))
        let empty = #expect(throws: IntakeError.self) { try CompiledNetwork.open(path: path) }
        #expect(empty?.code == .fileEmpty)
        let folder = #expect(throws: IntakeError.self) { try CompiledNetwork.open(path: "/") }
        #expect(folder?.code == .io)
    }
}
