import Foundation
import TestKit
import Testing

@Suite("Embedded data")
struct EmbeddedDataTests {
    @Test("the demo world in GeoData is what the simulator makes today, byte for byte")
    func demoWorld() throws {
        let folder = try ScratchFolder()
        let made = folder.url.appendingPathComponent("world")
        let run = try CommandRun.jol(["simulate", "--small", "--seed", "1", "--out", made.path])
        #expect(run.status == 0)
        let kept = SharedReference.packageRoot.appendingPathComponent("GeoData/demo")
        let names = try files(kept)
        #expect(names.count > 10)
        #expect(try files(made) == names)
        for name in names {
            let a = try Data(contentsOf: kept.appendingPathComponent(name))
            let b = try Data(contentsOf: made.appendingPathComponent(name))
            #expect(a == b, "\(name)")
        }
    }

    @Test("the demo world goes the whole way to a report")
    func demoPath() throws {
        let folder = try ScratchFolder()
        let world = SharedReference.packageRoot.appendingPathComponent("GeoData/demo").path
        let workspace = folder.path("w")
        for arguments in [
            ["init", workspace], ["network", "import", "\(world)/network.osm"],
            ["flights", "add", "\(world)/flights"], ["complexes", "add", "\(world)/complexes"],
            ["crashes", "add", "\(world)/crashes", "--zone", "Asia/Almaty"], ["match", "run"],
            ["hotspots", "run"], ["trends", "change"],
            ["report", "build", "--out", folder.path("r"), "--demonstration"],
        ] {
            let run = try CommandRun.jol(arguments, workspace: workspace)
            #expect(run.status == 0, "\(arguments): \(run.messages)")
        }
    }

    private func files(_ folder: URL) throws -> [String] {
        let walk = FileManager.default.enumerator(atPath: folder.path)
        return (walk?.allObjects as? [String] ?? []).filter { name in
            var isFolder: ObjCBool = false
            let path = folder.appendingPathComponent(name).path
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }
}
