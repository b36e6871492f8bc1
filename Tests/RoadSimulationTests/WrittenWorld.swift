import Foundation
import RoadModel
import RoadSimulation

/// A simulated world in a temporary directory that disappears with the value.
final class WrittenWorld {
    let root: URL
    let summary: SimulationSummary

    init(_ options: SimulationOptions) throws {
        root = FileManager.default.temporaryDirectory
            .appendingPathComponent("jol-world-\(UUID().uuidString)", isDirectory: true)
        summary = try Simulator.run(options, outputDirectory: root.path)
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: root.appendingPathComponent(path)))
    }

    func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

    /// Lines without the last, empty one.
    func lines(_ path: String) throws -> [String] {
        try text(path).split(separator: "\n", omittingEmptySubsequences: false)
            .dropLast().map(String.init)
    }

    /// Rows of a table by column name.
    func rows(_ path: String) throws -> [[String: String]] {
        let lines = try lines(path).map(Self.fields)
        guard let header = lines.first else { return [] }
        return lines.dropFirst().map { row in
            Dictionary(zip(header, row), uniquingKeysWith: { first, _ in first })
        }
    }

    /// Paths of all complexes' files in time order.
    var passagePaths: [String] {
        summary.files.map(\.path).filter { $0.hasPrefix("complexes/") }
    }

    /// FNV-1a over paths and bytes of all files, in the order in which they were written.
    func digest(where isIncluded: (String) -> Bool = { _ in true }) throws -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for file in summary.files where isIncluded(file.path) {
            for byte in Array(file.path.utf8) + (try bytes(file.path)) {
                hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
            }
        }
        return hash
    }

    private static func fields(_ line: String) -> [String] {
        var fields: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        for byte in line.utf8 {
            if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if byte == UInt8(ascii: ","), !isQuoted {
                fields.append(String(decoding: field, as: UTF8.self))
                field.removeAll(keepingCapacity: true)
            } else {
                field.append(byte)
            }
        }
        return fields + [String(decoding: field, as: UTF8.self)]
    }
}

/// Small options for tests; the seed differs from the default so that no value is taken for
/// granted.
func smallOptions(seed: UInt64 = 7, _ change: (inout SimulationOptions) -> Void = { _ in })
    -> SimulationOptions
{
    var options = SimulationOptions(seed: seed, size: .small)
    change(&options)
    return options
}

/// The number in a column, `nan` when it is absent.
func number(_ row: [String: String], _ column: String) -> Double {
    row[column].flatMap(Double.init) ?? .nan
}
