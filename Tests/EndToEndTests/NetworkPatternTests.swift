import Foundation
import TestKit
import Testing

@Suite(
    "jol hotspots on a network, against the references of Montreal",
    .enabled(if: SharedReference.isPresent, SharedReference.absence)
)
struct NetworkPatternTests {
    private let graph = [
        "--network", SharedReference.path("hotspots/montreal/graph_edges.csv"),
        "--events", SharedReference.path("hotspots/montreal/events_on_graph.csv"),
    ]

    /// A CSV of numbers by column; what is no number is NaN.
    private func columns(_ text: String) -> [String: [Double]] {
        var lines = text.split(whereSeparator: \.isNewline).map(String.init)
        let names = lines.removeFirst().split(separator: ",").map {
            $0.trimmingCharacters(in: CharacterSet(charactersIn: "\""))
        }
        var result: [String: [Double]] = [:]
        for line in lines {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            for (name, cell) in zip(names, cells) {
                result[name, default: []].append(
                    Double(cell.trimmingCharacters(in: .whitespaces)) ?? .nan
                )
            }
        }
        return result
    }

    private func reference(_ name: String) throws -> [String: [Double]] {
        columns(
            try String(
                contentsOfFile: SharedReference.path("hotspots/ref/\(name)"),
                encoding: .utf8
            )
        )
    }

    private func csv(_ arguments: [String]) throws -> [String: [Double]] {
        let run = try CommandRun.jol(["hotspots"] + arguments + ["--csv"])
        #expect(run.status == 0, "\(run.messages)")
        return columns(run.output)
    }

    /// The greatest difference over the greatest value.
    private func difference(_ a: [Double]?, _ b: [Double]?, scale: Double = 1) -> Double {
        guard let a, let b, a.count == b.count else { return .infinity }
        let most = b.map { abs($0 * scale) }.max() ?? 0
        return zip(a, b).map { abs($0 - $1 * scale) }.max().map { $0 / most } ?? .infinity
    }

    @Test("Gi* from lines and points agrees with spdep, and the exact p with its law")
    func giStar() throws {
        let found = try csv([
            "gistar", "--network", SharedReference.path("hotspots/montreal/mtl_network.gpkg"),
            "--events", SharedReference.path("hotspots/montreal/bike_accidents.gpkg"),
            "--p", "exact",
        ])
        let exact = try reference("mtl_seg_Gstar_exact_p.csv")
        let local = try reference("mtl_seg_local_stats_spdep_esda.csv")
        #expect(found["count"] == exact["count"])
        #expect(found["k"] == exact["k"])
        #expect(found["nbr_sum"] == exact["nbr_sum"])
        #expect(difference(found["gi_star"], local["Gstar_binary"]) < 1e-12)
        #expect(difference(found["p_upper"], exact["p_upper_exact"]) < 1e-10)
        #expect(difference(found["p_lower"], exact["p_lower_exact"]) < 1e-10)
        #expect(difference(found["p_mid"], exact["p_mid_upper"]) < 1e-10)
        #expect(difference(found["p_analytic"], local["p_two"]) < 1e-12)
        #expect(difference(found["q_analytic"], local["p_fdr"]) < 1e-12)
        #expect(found["q"]?.count { $0 <= 0.05 } == 1)
        #expect(found["q"]?.count { $0 <= 0.1 } == 2)
    }

    @Test("Moran, local and global, from a table of segments with counts")
    func moran() throws {
        let input = [
            "moran", "--network", SharedReference.path("hotspots/montreal/segments.csv"),
        ]
        let found = try csv(input)
        let local = try reference("mtl_seg_local_stats_spdep_esda.csv")
        #expect(difference(found["moran"], local["Ii"]) < 1e-12)
        #expect(difference(found["expectation"], local["EIi_cond"]) < 1e-12)
        #expect(difference(found["variance"], local["VarIi_cond"]) < 1e-12)
        #expect(difference(found["z"], local["ZIi_cond"]) < 1e-12)
        let run = try CommandRun.jol(["hotspots"] + input + ["--json"])
        let global = try #require(try run.json()["global"] as? [String: Any])
        func value(_ name: String, _ field: String) -> Double {
            ((global[name] as? [String: Any])?[field] as? NSNumber)?.doubleValue ?? .nan
        }
        #expect(abs(value("moran", "value") - 0.0434023025175329) < 1e-14)
        #expect(abs(value("moran", "z") - 3.63626418649127) < 1e-11)
        #expect(abs(value("geary", "value") - 0.969806256859634) < 1e-12)
        #expect(abs(value("geary", "z") - 1.98033326492699) < 1e-11)
        #expect(abs(value("g", "value") - 0.00305504081734863) < 1e-14)
        #expect(abs(value("g", "z") - 4.96954270185806) < 1e-11)
    }

    @Test(
        "densities agree with a second implementation and, corrected, with spNetwork",
        arguments: [
            ("simple", "simple_quartic_300", "quartic", 300.0),
            ("esd", "discontinuous_quartic_300", "quartic", 300),
            ("esc", "continuous_quartic_300", "quartic", 300),
            ("esd", "discontinuous_gaussian_300", "gaussian", 300),
            ("esd", "discontinuous_quartic_500", "quartic", 500),
        ]
    )
    func density(_ method: String, _ column: String, _ kernel: String, _ b: Double) throws {
        let found = try csv(
            ["density"] + graph + [
                "--samples", SharedReference.path("hotspots/montreal/samples_on_graph.csv"),
                "--method", method, "--kernel", kernel, "--bandwidth", "\(b)",
            ]
        )
        let independent = try reference("mtl_nkde_independent.csv")
        let peer = try reference("mtl_nkde_spnetwork.csv")
        #expect(difference(found["density"], independent["py_\(column)"], scale: b) < 1e-9)
        #expect(difference(found["density"], peer[column], scale: b) < 1e-5)
    }

    @Test("heat agrees with a mesh refined to nothing, and keeps its mass")
    func heat() throws {
        let input =
            ["density"] + graph + [
                "--samples", SharedReference.path("hotspots/montreal/samples_on_graph.csv"),
                "--method", "heat", "--bandwidth", "150",
            ]
        let found = try csv(input)
        let expected = try reference("mtl_heat_density_own.csv")
        #expect(difference(found["density"], expected["heat_richardson"]) < 5e-4)
        let answer = try CommandRun.jol(["hotspots"] + input + ["--json"]).json()
        #expect(abs(((answer["mass"] as? NSNumber)?.doubleValue ?? 0) - 347) < 1e-6)
    }

    @Test("K without coincident pairs is spatstat's")
    func ripley() throws {
        let found = try csv(
            ["kfunction"] + graph + ["--max", "1500", "--step", "10", "--simulations", "0"]
        )
        let expected = try reference("mtl_K_spatstat.csv")
        #expect(found["r"] == expected["r"])
        #expect(difference(found["k_distinct"], expected["K_none"]) < 1e-12)
        #expect(difference(found["k_corrected"], expected["K_Ang"]) < 1e-12)
        #expect(found["k"]?.first ?? 0 > 0)
    }

    @Test("threads and the order of events change nothing")
    func invariance() throws {
        let lines = try String(
            contentsOfFile: SharedReference.path("hotspots/montreal/events_on_graph.csv"),
            encoding: .utf8
        ).split(whereSeparator: \.isNewline)
        let folder = try ScratchFolder()
        let backwards = try folder.write(
            ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n") + "\n",
            to: "backwards.csv"
        )
        let common = [
            "density", "--network", SharedReference.path("hotspots/montreal/graph_edges.csv"),
            "--samples", SharedReference.path("hotspots/montreal/samples_on_graph.csv"),
            "--method", "esc", "--events",
        ]
        let one = try csv(common + [graph[3], "--threads", "1"])
        let other = try csv(common + [backwards, "--threads", "2"])
        #expect(difference(one["density"], other["density"]) < 1e-9)
    }

    @Test(
        "bad input gets a coded answer",
        arguments: [
            ("edge,offset\n999999,1\n", "file.nothing_accepted"),
            ("a,b\n1,1\n", "file.column_missing"),
            ("edge,offset\n", "analysis.insufficient"),
            ("", "file.empty"),
        ]
    )
    func refusals(_ events: String, _ code: String) throws {
        let folder = try ScratchFolder()
        let file = try folder.write(events, to: "events.csv")
        for verb in ["gistar", "density", "kfunction", "scan"] {
            let run = try CommandRun.jol(["hotspots", verb, graph[0], graph[1], "--events", file])
            #expect(run.status == 65 || run.status == 66)
            #expect(run.messages.contains("[\(code)]"), "\(verb): \(run.messages)")
        }
    }
}
