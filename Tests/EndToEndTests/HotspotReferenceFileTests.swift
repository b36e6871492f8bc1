import Foundation
import TestKit
import Testing

/// Shared files of hotspots that no other test reads.
@Suite(
    "Every shared hotspot file is read and agreed with",
    .enabled(if: SharedReference.isPresent, SharedReference.absence)
)
struct HotspotReferenceFileTests {
    private func path(_ name: String) -> String { SharedReference.path("hotspots/\(name)") }

    private func json(_ name: String) throws -> [String: Any] {
        // Python writes NaN, which JSON does not know.
        let text = String(
            decoding: try SharedReference.bytes("hotspots/\(name)"),
            as: UTF8.self
        ).replacing("NaN", with: "null")
        let bytes = Data(text.utf8)
        return try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    }

    private func answer(_ arguments: [String]) throws -> [String: Any] {
        let run = try CommandRun.jol(["hotspots"] + arguments + ["--json"])
        #expect(run.status == 0, "\(run.messages)")
        return try run.json()
    }

    private func number(_ value: Any?) -> Double { (value as? NSNumber)?.doubleValue ?? .nan }

    @Test("the whole map of Montreal: every figure of spdep's summary")
    func globalStatistics() throws {
        let file = try json("ref/mtl_seg_global_stats_spdep.json")
        let found = try answer(["moran", "--network", path("montreal/segments.csv")])
        let global = (found["global"] as? [String: Any] ?? [:])
            .compactMapValues { $0 as? [String: Any] }
        let pairs: [(String, Double?)] = [
            ("moran_I", number(global["moran"]?["value"])),
            ("EI", number(global["moran"]?["expectation"])),
            ("VarI_rand", number(global["moran"]?["variance"])),
            ("z_rand", number(global["moran"]?["z"])),
            ("geary_C", number(global["geary"]?["value"])),
            ("geary_z", number(global["geary"]?["z"])),
            ("globalG", number(global["g"]?["value"])),
        ]
        for (name, value) in pairs {
            let expected = number(file[name])
            #expect(abs((value ?? .nan) - expected) <= 1e-12 * max(1, abs(expected)), "\(name)")
        }
        #expect(number(found["n"]) == number(file["n"]))
        let run = try CommandRun.jol([
            "hotspots", "gistar", "--network", path("montreal/segments.csv"), "--p", "analytic",
            "--csv",
        ])
        let lines = run.output.split(separator: "\n").map { $0.split(separator: ",") }
        let names = lines[0].map(String.init)
        let q = try #require(names.firstIndex(of: "q"))
        let g = try #require(names.firstIndex(of: "gi_star"))
        let hot = lines.dropFirst().count {
            (Double($0[q]) ?? 1) <= 0.05 && (Double($0[g]) ?? 0) > 0
        }
        #expect(hot == file["n_Gstar_sig_fdr05"] as? Int)
    }

    @Test("Washington's models as statsmodels has them: terms and k to 1e-7, errors to 1e-5")
    func statsmodels() throws {
        let file = try json("ref/wa_spf_statsmodels.json")
        let peer = try #require(file["statsmodels_NB2"] as? [String: Any])
        let terms = try #require(peer["params"] as? [String: Any])
        let errors = try #require(peer["bse"] as? [String: Any])
        let found = try answer([
            "spf", path("washington/washington_roads.csv"), "--y", "Total_crashes", "--formula",
            "log(AADT)+log(Length)",
        ])
        let coefficients = try #require(found["coefficients"] as? [[String: Any]])
        for (row, name) in zip(coefficients, ["const", "lnaadt", "lnlength"]) {
            #expect(abs(number(row["estimate"]) - number(terms[name])) < 1e-7, "\(name)")
            #expect(abs(number(row["seObserved"]) - number(errors[name])) < 1e-5, "\(name)")
        }
        #expect(abs(number(found["k"]) - number(terms["alpha"])) < 1e-7)
        #expect(abs(number(found["kSE"]) - number(errors["alpha"])) < 1e-5)
        #expect(abs(number(found["logLik"]) - number(peer["llf"])) < 1e-8)
        let poisson = try #require(file["poisson"] as? [String: Any])
        #expect(abs(number(found["logLikPoisson"]) - number(poisson["llf"])) < 1e-8)
    }

    @Test("heat keeps the mass that finite elements keep: 347 crashes")
    func heatMass() throws {
        let file = try json("ref/mtl_heat_own.json")
        let fine = try #require(file["dx5"] as? [String: Any])
        let found = try answer([
            "density", "--network", path("montreal/graph_edges.csv"), "--events",
            path("montreal/events_on_graph.csv"), "--method", "heat", "--bandwidth", "150",
            "--lixel", "50",
        ])
        #expect(abs(number(found["mass"]) - number(fine["mass"])) < 1e-6 * 347)
    }

    @Test("nodes in a table of their own place the edges as columns of theirs do")
    func nodeTable() throws {
        let text = String(
            decoding: try SharedReference.bytes("hotspots/montreal/graph_edges.csv"),
            as: UTF8.self
        )
        let folder = try ScratchFolder()
        let plain = text.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",").prefix(4).joined(separator: ",")
        }.joined(separator: "\n")
        let edges = try folder.write(plain + "\n", to: "edges.csv")
        let samples = path("montreal/samples_on_graph.csv")
        let events = path("montreal/bike_accidents.csv")
        func densities(_ network: [String]) throws -> [String] {
            let run = try CommandRun.jol(
                ["hotspots", "density", "--events", events, "--samples", samples, "--csv"]
                    + network
            )
            #expect(run.status == 0, "\(run.messages)")
            return run.output.split(separator: "\n").map(String.init)
        }
        let own = try densities(["--network", path("montreal/graph_edges.csv")])
        let separate = try densities([
            "--network", edges, "--nodes", path("montreal/graph_nodes.csv"),
        ])
        #expect(own.count == 3164 && own == separate)
    }

    @Test("the table of neighbours is the one that the nodes make")
    func contiguity() throws {
        func rows(_ weights: String) throws -> String {
            let run = try CommandRun.jol([
                "hotspots", "gistar", "--network", path("montreal/segments.csv"), "--weights",
                weights, "--fdr-method", "bh", "--csv",
            ])
            #expect(run.status == 0, "\(run.messages)")
            return run.output
        }
        #expect(try rows("queen") == rows(path("montreal/segment_contiguity.csv")))
    }

    @Test("theatres and libraries: cross-K is the same from either side")
    func crossK() throws {
        func k(_ one: String, _ other: String, _ network: String) throws -> [Double] {
            let found = try answer([
                "kfunction", "--network", path("montreal/\(network)"), "--events",
                path("montreal/\(one)"), "--cross", path("montreal/\(other)"), "--reach", "500",
                "--max", "3000", "--step", "250", "--simulations", "19",
            ])
            let rows = try #require(found["radii"] as? [[String: Any]])
            return rows.map { number($0["k"]) }
        }
        let there = try k("mtl_theatres.csv", "mtl_libraries.csv", "mtl_network.csv")
        let back = try k("mtl_libraries.gpkg", "mtl_theatres.gpkg", "mtl_network.gpkg")
        #expect(there.count == 13 && (there.last ?? 0) > 0)
        #expect(zip(there, there.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(zip(there, back).allSatisfy { abs($0 - $1) <= 1e-9 * max(1, $0) })
    }

    @Test("a formula of the table of published models predicts what the worked example says")
    func publishedModel() throws {
        let text = String(
            decoding: try SharedReference.bytes("hotspots/hsm_9_10/SPF_table.csv"),
            as: UTF8.self
        )
        let row = try #require(
            text.split(whereSeparator: \.isNewline).first { $0.contains("\"HSM-RUR2U-KABCO\"") }
        )
        let cell = try #require(row.split(separator: "\"").first { $0.contains("[AADT]") })
        let formula = cell.replacing("[years]*", with: "")
            .filter { $0 != "[" && $0 != "]" }
        let folder = try ScratchFolder()
        let sites = try folder.write(
            "id,AADT,length,crashes\nA,10000,1.5,4\nB,8000,0.1,0\n",
            to: "sites.csv"
        )
        let run = try CommandRun.jol([
            "hotspots", "eb", sites, "--y", "crashes", "--spf", String(formula), "--k",
            "0.236/length", "--csv",
        ])
        #expect(run.status == 0, "\(run.messages)")
        let lines = run.output.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let predicted = try #require(lines[0].firstIndex(of: "predicted"))
        #expect(abs((Double(lines[1][predicted]) ?? 0) - 4.007599) < 1e-6)
        #expect(abs((Double(lines[2][predicted]) ?? 0) - 0.213739) < 1e-6)
    }
}
