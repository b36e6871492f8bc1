import Foundation
import RoadModel
import Testing

@Suite("Files without a name")
struct NamelessFileTests {
    private func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("nameless-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    @Test("are read back by their path, stand in no folder and are gone with the value")
    func comesAndGoes() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        var path = ""
        do {
            guard let file = NamelessFile(in: [folder.path]) else {
                Issue.record("no file in a folder of our own")
                return
            }
            path = file.path
            let writer = FileHandle(fileDescriptor: file.descriptor, closeOnDealloc: false)
            try writer.write(contentsOf: Data("жол".utf8))
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("жол".utf8))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
            // A child of this process must not inherit it.
            #expect(fcntl(file.descriptor, F_GETFD) & FD_CLOEXEC != 0)
        }
        let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path)
        #expect(target?.hasPrefix(folder.path) != true)
    }

    @Test("go to the first folder that takes one; an empty path is none")
    func nextFolder() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        guard let file = NamelessFile(in: ["", folder.path + "/missing", folder.path]) else {
            Issue.record("the third folder was not tried")
            return
        }
        let target = try FileManager.default.destinationOfSymbolicLink(atPath: file.path)
        #expect(target.hasPrefix(folder.path))
        // Where none takes one, there is none.
        let isRefused = NamelessFile(in: ["", folder.path + "/missing"]) == nil
        #expect(isRefused)
    }
}
