import Foundation
import RoadModel
import RoadNetwork
import Testing
import TestKit

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

    /// The image with new checksums, as someone would make it who damages it on purpose.
    private func resealed(_ bytes: [UInt8]) -> [UInt8] {
        var sealed = bytes
        func number(_ at: Int, _ count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(truncatingIfNeeded: sealed[at + $1]) << (8 * $1) }
        }
        func put(_ value: UInt64, at: Int) {
            for i in 0..<8 { sealed[at + i] = UInt8(truncatingIfNeeded: value >> (8 * i)) }
        }
        let sections = number(12, 4)
        guard sections < 200 else { return sealed }
        for entry in 0..<sections {
            let at = 32 + 32 * entry
            let (size, offset, count) = (number(at + 4, 4), number(at + 8, 8), number(at + 16, 8))
            guard size <= 256 + 64, offset >= 0, offset < sealed.count, count >= 0,
                count < sealed.count
            else { continue }
            // Above 256 the size is the bits of a packed number, with eight bytes behind the last.
            let packed = ((count * (size - 256) + 7) / 8 + 7) & ~7 + 8
            let end = offset + (size > 256 ? packed : (size * count + 7) & ~7)
            guard end <= sealed.count else { continue }
            put(ContentChecksum.xxh64(Array(sealed[offset..<end])), at: at + 24)
        }
        let table = sealed[32..<min(sealed.count, 32 + 32 * sections)]
        put(ContentChecksum.xxh64(Array(table)), at: 24)
        return sealed
    }

    @Test("begins with its name, version and size")
    func header() {
        #expect(Array(image[0..<8]) == Array("JOLROADS".utf8))
        #expect(Array(image[8..<12]) == [3, 0, 0, 0])
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
        other[8] = 1
        let error = #expect(throws: IntakeError.self) { try CompiledNetwork(image: other) }
        #expect(error?.detail.contains("version 1") == true)
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
                _ = network.features
                _ = network.routeRelations
                _ = RoadChains.build(network)
                _ = LinearReferencing.build(network)
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

    @Test("of any size is refused when a bit is changed anywhere")
    func flippedInLargeFile() throws {
        var builder = SourceBuilder()
        for way in 0..<3000 {
            let y = Double(way) * 10
            var vertices: [(Int64, Double, Double)] = []
            for i in 0..<150 {
                vertices.append((Int64(way * 1000 + i), Double(i * 20), y + Double(i % 7)))
            }
            builder.way(Int64(way), vertices, name: "улица \(way)")
        }
        let path = NSTemporaryDirectory() + "jol-large-\(UUID().uuidString).jolnet"
        defer { try? FileManager.default.removeItem(atPath: path) }
        var bytes = try NetworkCompiler.compile(builder.source)
        #expect(bytes.count > 5 << 20)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        _ = try CompiledNetwork.open(path: path)
        var random = SeededGenerator(seed: 7)
        let ends = [8, 20, 40, bytes.count - 1, bytes.count - 1000]
        let inside = (0..<40).map { _ in Int.random(in: 0..<bytes.count, using: &random) }
        for at in ends + inside {
            bytes[at] ^= 4
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            let error = #expect(throws: IntakeError.self) { try CompiledNetwork.open(path: path) }
            #expect(error?.code == .networkImage, "byte \(at)")
            bytes[at] ^= 4
        }
    }
}
