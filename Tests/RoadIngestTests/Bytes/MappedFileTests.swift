import Foundation
import RoadIngest
import RoadModel
import Testing

@Suite("Files mapped into memory")
struct MappedFileTests {
    private func temporary(_ content: [UInt8]) throws -> String {
        let url = FileManager.default.temporaryDirectory
            .appendingPathComponent("jol-mapped-\(UUID().uuidString)")
        try Data(content).write(to: url)
        return url.path
    }

    private func code(_ path: String) -> ErrorCode? {
        do {
            _ = try MappedFile(path: path)
            return nil
        } catch {
            #expect(error.subject == path)
            #expect(!error.detail.isEmpty && !error.remedy.isEmpty)
            return error.code
        }
    }

    @Test("the bytes are those of the file")
    func content() throws {
        let content = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let path = try temporary(content)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = try MappedFile(path: path)
        #expect(file.count == 10_000)
        let copy = file.withBytes { bytes in bytes.indices.map { bytes[$0] } }
        #expect(copy == content)
    }

    @Test("an empty file, a folder, a device and a missing file are told apart from content")
    func refusals() throws {
        let empty = try temporary([])
        defer { try? FileManager.default.removeItem(atPath: empty) }
        #expect(code(empty) == .fileEmpty)
        #expect(code(FileManager.default.temporaryDirectory.path) == .fileMissing)
        #expect(code("/dev/null") == .fileMissing)
        #expect(code(empty + "-absent") == .fileMissing)
        #expect(code(empty + "/inside-a-file") == .fileMissing)
        #expect(code("") == .fileMissing)
        #expect(code("a\u{0}b") == .fileMissing)
        #expect(code(String(repeating: "x", count: 5000)) == .fileMissing)
    }

    @Test("an error inside the closure comes out as it is")
    func errorsPass() throws {
        let path = try temporary([1])
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = try MappedFile(path: path)
        let expected = IntakeError(.formatDamaged, subject: "s", detail: "d", remedy: "r")
        #expect(throws: expected) {
            try file.withBytes { _ throws(IntakeError) in throw expected }
        }
    }
}
