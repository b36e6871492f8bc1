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
        for attribute in ["crashType", "severity", "hour", "light", "weather", "users"] {
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
        let exposure = try #require(found["exposure"] as? [String: Any])
        #expect((exposure["droneMinutes"] as? NSNumber)?.doubleValue ?? -1 >= 0)
        try expectWords(
            id,
            "ru",
            ["столкновение", "освещение", "погода", "без ДТП на перекрёстках"]
        )
        try expectWords(id, "kk", ["соқтығысу", "жарық", "ауа райы", "қиылыстағы ЖКО-сыз"])
        try expectWords(
            id,
            "en",
            ["collision", "light", "weather", "without crashes at junctions"]
        )
    }

    /// The explanation speaks the reader's language, whatever the cards were written in.
    private func expectWords(_ id: String, _ language: String, _ words: [String]) throws {
        let run = try CommandRun.jol(
            ["hotspots", "explain", id, "--lang", language],
            workspace: world.workspace
        )
        #expect(run.status == 0, "\(run.messages)")
        for word in words { #expect(run.output.contains(word), "\(language): \(word)") }
        if language != "ru" { #expect(!run.output.contains("Столкновение")) }
        if language == "kk" { #expect(!run.output.contains("collision")) }
    }

    @Test("where the next complex would help most, on the workspace, the covered share counted")
    func next() throws {
        let run = try CommandRun.jol(
            ["hotspots", "next", "--json"],
            workspace: world.workspace
        )
        #expect(run.status == 0, "\(run.messages)")
        let found = try run.json()
        let sites = try #require(found["sites"] as? [[String: Any]])
        func number(_ row: [String: Any], _ name: String) -> Double {
            (row[name] as? NSNumber)?.doubleValue ?? .nan
        }
        #expect(sites.count > 10)
        #expect(sites.contains { number($0, "covered") > 0 })
        let cmf = number(found, "cmf")
        for row in sites.prefix(20) {
            let expected =
                number(row, "expected_per_year") * (1 - cmf) * (1 - number(row, "covered"))
            #expect(abs(number(row, "avoidable_per_year") - expected) < 1e-12)
        }
        let order = sites.map { number($0, "avoidable_per_year") }
        #expect(zip(order, order.dropFirst()).allSatisfy { $0 >= $1 })
    }
}
