package import RoadAnalysis
package import RoadModel

/// Measures with their crash modification factors, from a sourced table.
package struct CountermeasureTable: Sendable {
    /// One measure.
    package struct Measure: Sendable, Hashable {
        /// Stable name.
        package var id: String
        /// Names by language.
        package var names: [String: String]
        /// Words of crash types, light or users that it is for; `*` for any.
        package var appliesTo: [String]
        /// Whether the effect is on crashes that hold such a word only, or on all of the site.
        package var actsOnMatching: Bool
        /// Its effect.
        package var factor: BenefitCost.Factor
        /// Years that it lasts.
        package var life: Double
        /// Where the factor comes from.
        package var source: String
        /// How well the source is known.
        package var confidence: String
        /// Present value of its cost; `nil` when not known.
        package var cost: Double?
    }

    /// The measures in file order.
    package private(set) var measures: [Measure] = []

    /// Reads the embedded table or another one of the same columns; `cost` is optional.
    ///
    /// - Throws: What reading a table throws.
    package init(_ path: String?) throws(IntakeError) {
        let table = try RulePacks.table("countermeasures.csv", path)
        func texts(_ column: String) throws(IntakeError) -> [String] {
            table.contains(column)
                ? try table.texts(column) : table.places.map { _ in "" }
        }
        let (ids, targets) = (try table.texts("id"), try texts("applies_to"))
        let values = try table.numbers("cmf", .positive)
        let lower = try table.numbers("cmf_lower", .positive)
        let upper = try table.numbers("cmf_upper", .positive)
        let life = try table.numbers("life_years", .positive)
        let scopes = try texts("acts_on")
        let (sources, confidence) = (try texts("source"), try texts("confidence"))
        let names = [
            "en": try texts("name_en"), "ru": try texts("name_ru"), "kk": try texts("name_kk"),
        ]
        let costs =
            table.contains("cost")
            ? try table.numbers("cost", .notNegative, allowsMissing: true)
            : ids.map { _ in Double.nan }
        measures = ids.indices.map { row in
            Measure(
                id: ids[row],
                names: names.mapValues { $0[row] },
                appliesTo: targets[row].lowercased().split(separator: ";").map(String.init),
                actsOnMatching: scopes[row] == "matching",
                factor: BenefitCost.Factor(
                    value: values[row],
                    lower: lower[row],
                    upper: upper[row]
                ),
                life: life[row],
                source: sources[row],
                confidence: confidence[row],
                cost: costs[row].isFinite ? costs[row] : nil
            )
        }
    }

    /// Share of a site's crashes that a measure acts on, by the best matching attribute.
    package static func share(
        _ measure: Measure,
        _ profile: [(attribute: String, values: [(value: String, count: Int)])]
    ) -> Double {
        guard measure.actsOnMatching else { return 1 }
        let shares = profile.map { entry -> Double in
            let total = entry.values.reduce(0) { $0 + $1.count }
            let matching = entry.values.reduce(0) { sum, value in
                let text = value.value.lowercased()
                return sum + (measure.appliesTo.contains { text.contains($0) } ? value.count : 0)
            }
            return total > 0 ? Double(matching) / Double(total) : 0
        }
        return shares.max() ?? 0
    }

    /// Why a measure suits a place: the word that a value holds; `nil` when none does.
    package static func reason(_ measure: Measure, _ values: [String]) -> String? {
        for value in values {
            let text = value.lowercased()
            if let word = measure.appliesTo.first(where: { $0 != "*" && text.contains($0) }) {
                return "\(word): \(value)"
            }
        }
        return measure.appliesTo.contains("*") ? "*" : nil
    }
}

/// What a crash of each severity costs, from a dated, sourced table.
package struct CrashValues: Sendable, Hashable {
    /// The set's name.
    package let name: String
    /// Value by severity.
    package let values: [String: Double]
    /// Currency.
    package let currency: String
    /// Where the values come from.
    package let source: String

    /// Reads a set: its name in a table, or values written out as `fatal=…,injury=…`.
    package init(_ text: String, table path: String?) throws(IntakeError) {
        if text.contains("=") {
            let set = try SeverityWeightTable(nil).find(text)
            (name, values, currency, source) = ("own", set.weights, "", "--values")
            return
        }
        let table = try RulePacks.table("crash-values.csv", path)
        let names = try table.texts("set")
        let rows = names.indices.filter { names[$0] == text }
        guard let first = rows.first else {
            throw IntakeError(
                .badArgument,
                subject: "--values \(text)",
                detail: "There is no such set of values.",
                remedy: "Known: \(Set(names).sorted().joined(separator: ", ")); or write "
                    + "fatal=4008900,injury=82600,pdo=7400."
            )
        }
        let (severities, money) = (
            try table.texts("severity"), try table.numbers("value", .notNegative)
        )
        (name, currency) = (text, try table.texts("currency")[first])
        source = try table.texts("source")[first]
        values = Dictionary(rows.map { (severities[$0], money[$0]) }) { first, _ in first }
    }
}
