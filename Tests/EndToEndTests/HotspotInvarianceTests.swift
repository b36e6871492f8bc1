import Foundation
import TestKit
import Testing

/// The same network and events written in other ways give the same answers, to 1e-9.
///
/// Rows shuffled, lines drawn backwards, edges cut in two, another number of threads.
@Suite("jol hotspots does not depend on how a network is written")
struct HotspotInvarianceTests {
    /// A street grid with gaps, dead ends and events, some of them at junctions.
    private struct Streets {
        var edges: [(id: String, x1: Double, y1: Double, x2: Double, y2: Double)] = []
        var events: [(x: Double, y: Double, time: Int)] = []
        var samples: [(x: Double, y: Double)] = []

        init() {
            var state: UInt64 = 20_260
            func uniform() -> Double {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Double(state >> 11) / 9_007_199_254_740_992
            }
            let side = 8
            let nodes = (0..<side * side).map { node in
                (
                    x: 1000 + 120 * Double(node % side) + 40 * uniform(),
                    y: 5000 + 120 * Double(node / side) + 40 * uniform()
                )
            }
            for node in nodes.indices {
                for other in [node + 1, node + side]
                where other < nodes.count && (other == node + side || other % side != 0) {
                    guard uniform() > 0.15 else { continue }
                    let (a, b) = (nodes[node], nodes[other])
                    edges.append(("\(edges.count + 1)", a.x, a.y, b.x, b.y))
                }
            }
            func place(_ share: Double) -> (Double, Double) {
                let edge = edges[Int(uniform() * uniform() * Double(edges.count))]
                return (
                    edge.x1 + share * (edge.x2 - edge.x1), edge.y1 + share * (edge.y2 - edge.y1)
                )
            }
            for event in 0..<120 {
                let (x, y) = place(event % 4 == 0 ? 0 : 0.05 + 0.9 * uniform())
                events.append((x, y, 2020 + event % 5))
            }
            for _ in 0..<60 {
                let (x, y) = place(0.02 + 0.3 * uniform())
                samples.append((x, y))
            }
        }

        mutating func shuffle() {
            edges = edges.indices.sorted { ($0 * 37 % 101, $0) < ($1 * 37 % 101, $1) }
                .map { edges[$0] }
            events.reverse()
        }

        mutating func turnRound() {
            edges = edges.map { ($0.id, $0.x2, $0.y2, $0.x1, $0.y1) }
        }

        mutating func cut() {
            edges = edges.flatMap { edge in
                let (x, y) = (
                    edge.x1 + 0.61 * (edge.x2 - edge.x1), edge.y1 + 0.61 * (edge.y2 - edge.y1)
                )
                return [
                    (edge.id, edge.x1, edge.y1, x, y), ("9\(edge.id)00", x, y, edge.x2, edge.y2),
                ]
            }
        }

        func write(_ folder: ScratchFolder) throws -> [String: String] {
            var network = "id,x1,y1,x2,y2\n"
            for edge in edges {
                network += "\(edge.id),\(edge.x1),\(edge.y1),\(edge.x2),\(edge.y2)\n"
            }
            var crashes = "x,y,year\n"
            for event in events { crashes += "\(event.x),\(event.y),\(event.time)\n" }
            var places = "x,y\n"
            for sample in samples { places += "\(sample.x),\(sample.y)\n" }
            return [
                "--network": try folder.write(network, to: "edges.csv"),
                "--events": try folder.write(crashes, to: "events.csv"),
                "--samples": try folder.write(places, to: "samples.csv"),
            ]
        }
    }

    private static let verbs: [(arguments: [String], key: String, values: [String])] = [
        (
            ["gistar"], "id",
            ["count", "gi_star", "p", "q", "q_discrete", "q_calibrated", "p_analytic"]
        ),
        (["gistar", "--weights", "distance:200"], "id", ["gi_star", "p", "q"]),
        (["moran"], "id", ["moran", "z", "p", "q"]),
        (["density", "--method", "simple"], "sample", ["density"]),
        (["density", "--method", "esd"], "sample", ["density"]),
        (["density", "--method", "esc"], "sample", ["density"]),
        (["density", "--method", "heat", "--bandwidth", "80"], "sample", ["density"]),
        (
            ["kfunction", "--max", "600", "--step", "50", "--simulations", "39", "--seed", "4"],
            "r", ["k", "k_distinct", "k_corrected", "lower", "upper", "global_upper"]
        ),
        (["kde-plus"], "", ["events", "strength", "p_global"]),
        (["scan", "--simulations", "99"], "", ["observed", "expected", "p", "radius"]),
        (
            ["emerging", "--time", "year", "--step", "year"], "id",
            ["hot_steps", "score", "p_trend", "last_gi_star"]
        ),
    ]

    private func rows(
        _ verb: (arguments: [String], key: String, values: [String]),
        _ files: [String: String],
        threads: Int
    ) throws -> [String: [Double]] {
        var arguments = ["hotspots"] + verb.arguments + ["--csv", "--threads", "\(threads)"]
        for option in ["--network", "--events"] { arguments += [option, files[option] ?? ""] }
        if verb.arguments[0] == "density" { arguments += ["--samples", files["--samples"] ?? ""] }
        let run = try CommandRun.jol(arguments)
        #expect(run.status == 0, "\(verb.arguments): \(run.messages)")
        let lines = run.output.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let names = try #require(lines.first)
        let key = names.firstIndex(of: verb.key)
        let columns = try verb.values.map { name in
            try #require(names.firstIndex(of: name), "\(verb.arguments) has \(names)")
        }
        var table: [String: [Double]] = [:]
        for (number, line) in lines.dropFirst().enumerated() {
            table[key.map { line[$0] } ?? "\(number)"] = columns.map { Double(line[$0]) ?? .nan }
        }
        return table
    }

    private func expectSame(
        _ change: (inout Streets) -> Void,
        threads: Int = 1,
        verbs: (String) -> Bool = { _ in true },
        ignoring ignored: Set<String> = []
    ) throws {
        let folder = try ScratchFolder()
        let other = try ScratchFolder()
        let plain = Streets()
        var changed = plain
        change(&changed)
        let files = try plain.write(folder)
        let changedFiles = try changed.write(other)
        for var verb in Self.verbs where verbs(verb.arguments[0]) {
            verb.values.removeAll { ignored.contains($0) }
            let one = try rows(verb, files, threads: 1)
            let two = try rows(verb, changedFiles, threads: threads)
            #expect(!one.isEmpty && one.keys == two.keys, "\(verb.arguments)")
            for (key, values) in one {
                for (place, value) in values.enumerated() {
                    let found = two[key]?[place] ?? .nan
                    #expect(
                        abs(value - found) <= 1e-9 * max(1, abs(value))
                            || value.isNaN && found.isNaN,
                        "\(verb.arguments) \(key) \(verb.values[place]): \(value), \(found)"
                    )
                }
            }
        }
    }

    @Test("rows in another order")
    func shuffled() throws { try expectSame { $0.shuffle() } }

    @Test("lines drawn the other way round")
    func reversed() throws { try expectSame { $0.turnRound() } }

    @Test("several threads")
    func threads() throws { try expectSame({ _ in }, threads: 3) }

    @Test("edges cut in two, for all that does not take edges as its units")
    func split() throws {
        try expectSame(
            { $0.cut() },
            verbs: { ["density", "kfunction", "kde-plus"].contains($0) },
            // Simulated points fall along the edges as they are cut.
            ignoring: ["lower", "upper", "global_upper"]
        )
    }
}
