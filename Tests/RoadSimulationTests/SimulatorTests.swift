import Foundation
import RoadModel
import RoadSimulation
import Testing

@Suite("Simulator")
struct SimulatorTests {
    @Test("Equal options give equal bytes, another seed gives other records on the same roads")
    func seedsDecide() throws {
        let first = try WrittenWorld(smallOptions(seed: 11) { $0.includesDamaged = true })
        let again = try WrittenWorld(smallOptions(seed: 11) { $0.includesDamaged = true })
        let other = try WrittenWorld(smallOptions(seed: 12) { $0.includesDamaged = true })
        #expect(first.summary.files == again.summary.files)
        #expect(try first.digest() == again.digest())
        for folder in ["complexes/", "crashes/", "flights/", "truth/"] {
            #expect(
                try first.digest { $0.hasPrefix(folder) }
                    != other.digest { $0.hasPrefix(folder) }
            )
        }
        #expect(try first.bytes("network.osm") == other.bytes("network.osm"))
    }

    @Test("A world is the same in every process")
    func knownDigest() throws {
        let world = try WrittenWorld(SimulationOptions(seed: 1, size: .small))
        // Logs hold unrounded numbers, which another C library may end in another bit.
        let digest = try world.digest { !$0.hasPrefix("flights/") }
        // Dictionaries are ordered anew in every process: only a number from another one tells.
        #expect(
            digest == 5_829_762_242_572_057_455,
            "a change of the world on purpose changes this number"
        )
    }

    @Test("More flights and passages move no crash")
    func partsAreIndependent() throws {
        let plain = try WrittenWorld(smallOptions())
        let larger = try WrittenWorld(
            smallOptions {
                $0.flights = 4
                $0.scale = 2
            }
        )
        #expect(try plain.bytes("crashes/crashes.csv") == larger.bytes("crashes/crashes.csv"))
        #expect(try plain.bytes("truth/rates.csv") == larger.bytes("truth/rates.csv"))
    }

    @Test("The summary counts what the files hold")
    func countsAgree() throws {
        let world = try WrittenWorld(smallOptions { $0.includesDamaged = true })
        let summary = world.summary
        for file in summary.files {
            #expect(try world.bytes(file.path).count == file.bytes, "\(file.path)")
            if file.path.hasSuffix(".csv"), !file.path.hasPrefix("damaged/") {
                #expect(try world.lines(file.path).count == file.records + 1, "\(file.path)")
            }
        }
        var violations = 0
        var passages = 0
        for path in world.passagePaths {
            let rows = try world.rows(path)
            passages += rows.count
            violations += rows.count { $0["event_type"] != "PASSAGE" }
        }
        #expect(world.passagePaths.count == 36)
        #expect((passages, violations) == (summary.passages, summary.violations))
        #expect(passages == 600)

        let map = DrawnMap(try world.text("network.osm"))
        #expect(map.places.count == summary.nodes)
        #expect(map.ways.values.count { $0.tags["highway"] != nil } == summary.ways)
        #expect(try world.rows("truth/rates.csv").count == summary.pieces)
        let length = try world.rows("truth/rates.csv").reduce(0) { $0 + number($1, "length_m") }
        #expect(abs(length / 1000 - summary.roadKilometres) < 0.001)

        let cards = try world.rows("crashes/crashes.csv")
        let features = try world.features()
        #expect(cards.count + features.count == summary.crashes)
        #expect(features.count == summary.crashesByYear[2025])
        let killed = cards.reduce(0) { $0 + (Int($1["killed"] ?? "") ?? 0) }
        let killedLate = features.reduce(0) { $0 + ($1["dead_count"] as? Int ?? 0) }
        #expect(killed + killedLate == summary.killed)
        let onDisk = try FileManager.default.subpathsOfDirectory(atPath: world.root.path)
            .filter { $0.contains(".") }
        #expect(Set(onDisk) == Set(summary.files.map(\.path)))
    }

    @Test("Scale 10 writes ten times the passages and the same number of crashes")
    func scaleMultipliesPassages() throws {
        let world = try WrittenWorld(smallOptions { $0.scale = 10 })
        #expect(world.summary.passages == 6000)
        let rows = try world.passagePaths.reduce(0) { $0 + (try world.lines($1).count) - 1 }
        #expect(rows == 6000)
        let plain = try WrittenWorld(smallOptions())
        #expect(world.summary.crashesByYear == plain.summary.crashesByYear)
    }

    @Test("The small world is small enough to be kept beside the code")
    func smallIsSmall() throws {
        let world = try WrittenWorld(SimulationOptions(size: .small))
        #expect(world.summary.files.reduce(0) { $0 + $1.bytes } < 400_000)
        #expect(world.summary.flights == 3)
    }

    @Test("A directory with content is left alone unless replacing is asked for")
    func existingContentIsKept() throws {
        let world = try WrittenWorld(smallOptions { $0.flights = 1 })
        let before = try world.digest()
        let kept = world.root.appendingPathComponent("notes.txt")
        try Data("mine".utf8).write(to: kept)
        let error = #expect(throws: IntakeError.self) {
            try Simulator.run(smallOptions(seed: 8), outputDirectory: world.root.path)
        }
        #expect(error?.code == .outputExists)
        #expect(try world.digest() == before)

        let replaced = smallOptions(seed: 8) {
            $0.overwrites = true
            $0.flights = 0
        }
        let summary = try Simulator.run(replaced, outputDirectory: world.root.path)
        #expect(summary.flights == 0)
        let flight = world.root.appendingPathComponent("flights/flight-001.ulg").path
        #expect(!FileManager.default.fileExists(atPath: flight))
        #expect(FileManager.default.fileExists(atPath: kept.path))
    }

    @Test(
        "Options out of range are refused by name",
        arguments: [
            ("--scale", smallOptions { $0.scale = 0 }),
            ("--scale", smallOptions { $0.scale = .nan }),
            ("--scale", SimulationOptions().with(scale: 1e6)),
            ("--effect", smallOptions { $0.enforcementEffect = 0 }),
            ("--effect", smallOptions { $0.enforcementEffect = 1.01 }),
            ("--accuracy", smallOptions { $0.accuracyMetres = -1 }),
            ("--flights", smallOptions { $0.flights = -1 }),
            ("--misspelt", smallOptions { $0.misspeltShare = 2 }),
            ("--crashes", smallOptions { $0.crashes = .infinity }),
        ]
    )
    func badOptions(subject: String, options: SimulationOptions) throws {
        let error = #expect(throws: IntakeError.self) {
            try Simulator.run(options, outputDirectory: "/nonexistent/never")
        }
        #expect(error?.code == .badArgument)
        #expect(error?.subject == subject)
    }

    @Test("A directory that cannot be made is an error with a remedy")
    func unwritable() throws {
        let error = #expect(throws: IntakeError.self) {
            try Simulator.run(smallOptions(), outputDirectory: "/dev/null/world")
        }
        #expect(error.map { [.io, .notPermitted].contains($0.code) } == true)
        #expect(error?.remedy.isEmpty == false)
    }

    @Test("Progress names every stage and never goes back")
    func progressGrows() throws {
        let root = FileManager.default.temporaryDirectory
            .appendingPathComponent("jol-world-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        var stages: [String] = []
        var last = 0.0
        _ = try Simulator.run(smallOptions(), outputDirectory: root.path) { stage, share in
            if stages.last != stage { stages.append(stage) }
            #expect(share >= last && share <= 1)
            last = share
        }
        #expect(stages == ["network", "crashes", "flights", "passages"])
        #expect(abs(last - 1) < 1e-12)
    }
}

extension SimulationOptions {
    func with(scale: Double) -> SimulationOptions {
        var copy = self
        copy.scale = scale
        return copy
    }
}

extension WrittenWorld {
    /// Properties of the GeoJSON features, with the geometry under `lon` and `lat`.
    func features() throws -> [[String: Any]] {
        let content = Data(try bytes("crashes/crashes-2025.geojson"))
        let object = try JSONSerialization.jsonObject(with: content) as? [String: Any]
        let features = object?["features"] as? [[String: Any]] ?? []
        return features.map { feature in
            var properties = feature["properties"] as? [String: Any] ?? [:]
            let geometry = feature["geometry"] as? [String: Any]
            let pair = geometry?["coordinates"] as? [Double] ?? []
            properties["lon"] = pair.first
            properties["lat"] = pair.last
            return properties
        }
    }
}
