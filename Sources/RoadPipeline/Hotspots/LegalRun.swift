import Foundation
package import RoadAnalysis
package import RoadModel

/// Applies an official rule to a table of crashes.
package struct LegalRun: Sendable {
    /// The rule.
    package let rule: HotspotRule
    /// The crashes.
    package let events: RuleEvents
    /// Places of a rule of kind `places`.
    package private(set) var places: [RulePlace] = []
    /// Sections of a rule of kind `sections`.
    package private(set) var sections: [GradedSection] = []

    /// Applies; roads reach to their last crash unless `roadLengths` says more, in metres.
    package init(_ rule: HotspotRule, _ events: RuleEvents, roadLengths: [String: Double] = [:]) {
        (self.rule, self.events) = (rule, events)
        if rule.kind == "sections" {
            var lengths: [Int32: Double] = [:]
            for (place, road) in events.roads.enumerated() {
                lengths[Int32(place)] = roadLengths[road]
            }
            sections = GradedSection.sections(rule, events.crashes, lengths)
        } else {
            places = RuleScan(rule, events.crashes).places()
        }
    }

    /// A rule by its name or file.
    ///
    /// - Throws: `.fileMissing`, `.formatDamaged` for a file that is no rule.
    package static func rule(_ name: String) throws(IntakeError) -> HotspotRule {
        let isFile = FileManager.default.fileExists(atPath: name)
        let known = try? RulePacks().path("hotspots/\(name).json")
        guard let path = isFile ? name : known,
            let bytes = FileManager.default.contents(atPath: path)
        else {
            throw IntakeError(
                .fileMissing,
                subject: "--rule \(name)",
                detail: "There is neither such a file nor a rule of this name.",
                remedy: "Known: \(names.joined(separator: ", "))."
            )
        }
        let rule: HotspotRule
        do { rule = try JSONDecoder().decode(HotspotRule.self, from: bytes) } catch {
            throw IntakeError(
                .formatDamaged,
                subject: path,
                detail: "The file is no rule: \(error)",
                remedy: "Docs/Methods/hotspot-rules.md lists the fields; kind and id are needed."
            )
        }
        try check(rule, path)
        return rule
    }

    private static func check(_ rule: HotspotRule, _ path: String) throws(IntakeError) {
        var fault: String?
        switch rule.kind {
        case "places":
            if rule.tests?.isEmpty ?? true { fault = "it has no tests" }
            if !(rule.windowMetres ?? 1000 > 0) { fault = "windowMetres must be above 0" }
            if (rule.months ?? 12) < 1 { fault = "months must be 1 or more" }
            for test in rule.tests ?? [] where test.count == nil && test.score == nil {
                fault = "a test needs count or score"
            }
            for test in rule.tests ?? [] where (test.count ?? 1) < 1 {
                fault = "a count must be 1 or more"
            }
        case "sections":
            if !(rule.sectionMetres ?? 1000 >= 1) { fault = "sectionMetres must be 1 or more" }
        default: fault = "kind must be places or sections"
        }
        guard let fault else { return }
        throw IntakeError(
            .formatDamaged,
            subject: path,
            detail: "The rule cannot be applied: \(fault).",
            remedy: "Docs/Methods/hotspot-rules.md lists the fields."
        )
    }

    /// Names of the rules that come with the program.
    package static var names: [String] {
        guard let known = try? RulePacks().path("hotspots/ru-concentration.json") else {
            return []
        }
        let folder = (known as NSString).deletingLastPathComponent
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    }

    /// A day as the table had it.
    package func dayText(_ day: Int32) -> String {
        events.crashes.hasDates ? CivilDate(daysSinceEpoch: Int(day)).description : "\(day)"
    }

    /// The name of a crash: its id, else its row from 1.
    package func crashName(_ row: Int) -> String { events.ids?[row] ?? "\(row + 1)" }

    /// The result as a table.
    package var table: ResultTable {
        guard rule.kind != "sections" else { return sectionTable }
        var table = ResultTable(rows: places.count)
        table.add("place", .counts(places.indices.map { $0 + 1 }))
        table.add("kind", .texts(places.map { $0.junction > 0 ? "junction" : "section" }))
        table.add("road", .texts(places.map { events.roads[Int($0.road)] }))
        table.add(
            "junction",
            .texts(places.map { $0.junction > 0 ? events.junctions[Int($0.junction)] : nil })
        )
        table.add("start_m", places.map { rounded($0.start) })
        table.add("end_m", places.map { rounded($0.end) })
        table.add("length_m", places.map { rounded($0.length) })
        table.add("crashes", .counts(places.map { $0.crashes.count }))
        table.add(
            "types",
            .texts(places.map { $0.types.map { events.types[Int($0)] }.joined(separator: ";") })
        )
        table.add(
            "tests",
            .texts(places.map { $0.tests.map { "\($0 + 1)" }.joined(separator: ";") })
        )
        table.add("score", places.map { $0.score ?? .nan })
        table.add("in_settlement", .flags(places.map(\.inSettlement)))
        table.add("first_day", .texts(places.map { dayText($0.firstDay) }))
        table.add("last_day", .texts(places.map { dayText($0.lastDay) }))
        table.add(
            "crash_ids",
            .texts(places.map { $0.crashes.map(crashName).joined(separator: ";") })
        )
        return table
    }

    private func rounded(_ metres: Double) -> Double { (metres * 1e6).rounded() / 1e6 }

    private var sectionTable: ResultTable {
        var table = ResultTable(rows: sections.count)
        table.add("road", .texts(sections.map { events.roads[Int($0.road)] }))
        table.add("from_m", sections.map(\.start))
        table.add("to_m", sections.map(\.end))
        table.add("length_m", sections.map { $0.end - $0.start })
        table.add("crashes", .counts(sections.map(\.crashes)))
        table.add("per_10km", sections.map(\.perTenKilometres))
        table.add("grade", .counts(sections.map(\.grade)))
        return table
    }
}
