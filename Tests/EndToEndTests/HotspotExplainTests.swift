import Foundation
import TestKit
import Testing

/// One hotspot of a workspace, down to what is stored of it.
@Suite("jol hotspots explain on a workspace")
struct HotspotExplainTests {
    private let world: SimulatedWorld

    init() throws { world = try SimulatedWorld.shared.get() }

    @Test("crashes, conditions, violations, recorded traffic and ranks under other choices")
    func explain() throws {
        let list = try CommandRun.jol(["hotspots", "list", "--json"], workspace: world.workspace)
        let spots = try list.json()["hotspots"] as? [[String: Any]] ?? []
        let first = try #require(
            spots.first { $0["unit"] as? String == "section" && $0["rank"] as? Int == 1 }
        )
        let id = try #require(first["id"] as? String)
        let run = try CommandRun.jol(
            ["hotspots", "explain", id, "--cost", "500000", "--json"],
            workspace: world.workspace
        )
        #expect(run.status == 0, "\(run.messages)")
        let found = try run.json()
        let crashes = try #require(found["crashes"] as? [[String: Any]])
        #expect(crashes.count == first["crashes"] as? Int)
        #expect(found["observed"] as? Int == crashes.count)
        // Three calendar years were simulated; a figure per year must not take them for one.
        let years = try #require((found["years"] as? NSNumber)?.doubleValue)
        #expect(abs(years - 3) < 0.1)
        let profile = try #require(found["profile"] as? [String: [[String: Any]]])
        for attribute in ["crashType", "severity", "hour", "light", "weather"] {
            #expect(!(profile[attribute] ?? []).isEmpty, "\(attribute)")
        }
        // Cards in two languages call one kind by one name.
        let kinds = (profile["crashType"] ?? []).compactMap { $0["value"] as? String }
        #expect(kinds.contains("collision") && !kinds.contains("Столкновение"))
        let sensitivity = try #require(found["sensitivity"] as? [[String: Any]])
        let choices = Set(sensitivity.compactMap { $0["kind"] as? String })
        #expect(
            choices.isSuperset(of: [
                "weights", "measure", "window", "period", "reporting", "snapping",
            ]),
            "\(choices)"
        )
        let measures = try #require(found["countermeasures"] as? [[String: Any]])
        for measure in measures {
            let ratio = (measure["bcr"] as? NSNumber)?.doubleValue ?? .nan
            let lower = (measure["bcrLower"] as? NSNumber)?.doubleValue ?? .nan
            let upper = (measure["bcrUpper"] as? NSNumber)?.doubleValue ?? .nan
            #expect(lower <= ratio && ratio <= upper)
            #expect(!(measure["source"] as? String ?? "").isEmpty)
        }
        let violations = try #require(found["violations"] as? [String: Any])
        #expect(violations["count"] as? Int == first["violations"] as? Int)
    }
}
