import RoadModel

/// Brings records of any shape into one: a field for each `PassageColumn` in their order, then the
/// time as it was written.
struct RecordCanoniser {
    /// The number of fields of such a record.
    static let fieldCount = PassageColumn.allCases.count + 1

    /// Where one column comes from in a table.
    private struct Plan {
        /// Fields of the file.
        var fields: [Int] = []
        var isJoined = false
        var constant: [UInt8] = []
        var factor = 1.0
        var hasUnitInCells = false
        var timeForm: TimeForm?
        var values: [String: String]?
        /// Names or paths in a tree.
        var sources: [String] = []

        var isPlain: Bool {
            fields.count <= 1 && constant.isEmpty && factor == 1 && !hasUnitInCells
                && timeForm == nil && values == nil
        }
    }

    private var plans: [Plan]
    /// What each column is called in the file, for messages.
    let names: [String]

    /// A canoniser for trees.
    init(_ profile: RecordProfile) {
        plans = Self.plans(profile)
        names = zip(PassageColumn.allCases, plans).map { column, plan in
            profile.rules[column] == nil ? column.name : plan.sources.first ?? column.name
        }
    }

    /// A canoniser for tables with a header.
    ///
    /// - Throws: `.columnMissing` when a mandatory column is absent.
    init(
        _ profile: RecordProfile,
        header: [String],
        demand: PassageDemand,
        subject: String,
        place: SourcePlace
    ) throws(IntakeError) {
        var plans = Self.plans(profile)
        let match = HeaderMatch(header, wanted: profile.specs(demand))
        try match.requireMandatory(subject: subject, place: place)
        var names: [String] = []
        for column in PassageColumn.allCases {
            let row = column.rawValue
            if let rule = profile.rules[column], !rule.sources.isEmpty {
                let keys = header.map(HeaderMatch.key)
                plans[row].fields = rule.sources.compactMap { source in
                    keys.firstIndex(of: HeaderMatch.key(source))
                }
                if plans[row].fields.isEmpty, let index = match.indices[row] {
                    plans[row].fields = [index]
                }
            } else {
                plans[row].fields = match.indices[row].map { [$0] } ?? []
            }
            names.append(plans[row].fields.first.map { header[$0] } ?? column.name)
        }
        (self.plans, self.names) = (plans, names)
    }

    /// Whether a table holds a column.
    func has(_ column: PassageColumn) -> Bool { !plans[column.rawValue].fields.isEmpty }

    private static func plans(_ profile: RecordProfile) -> [Plan] {
        PassageColumn.allCases.map { column in
            var plan = Plan()
            let spec = PassageColumn.specs[column.rawValue]
            plan.sources = [spec.name] + spec.synonyms
            plan.values = profile.values[column]
            guard let rule = profile.rules[column] else { return plan }
            if !rule.sources.isEmpty { plan.sources = rule.sources }
            plan.isJoined = rule.isJoined
            plan.constant = Array((rule.constant ?? "").utf8)
            (plan.factor, plan.timeForm) = (rule.factor, rule.timeForm)
            plan.hasUnitInCells = rule.hasUnitInCells
            return plan
        }
    }

    /// Writes a record of a table; `raw` holds its bytes.
    func write(
        _ raw: Span<UInt8>,
        _ rawFields: FieldRanges,
        to target: inout [UInt8],
        _ fields: inout FieldRanges
    ) {
        begin(rawFields.place, &target, &fields)
        fields.hasNonASCII = rawFields.hasNonASCII
        fields.isUnterminated = rawFields.isUnterminated
        var rawTime = 0..<0
        for column in PassageColumn.allCases {
            let plan = plans[column.rawValue]
            let start = target.count
            if plan.isPlain {
                if let field = plan.fields.first, field < rawFields.count {
                    append(raw, rawFields, field, to: &target)
                }
            } else {
                var text = ""
                for field in plan.fields where field < rawFields.count {
                    let part = trimmed(rawFields.text(field, in: raw))
                    guard !part.isEmpty else { continue }
                    if plan.isJoined, !text.isEmpty { text += " " }
                    text += part
                    if !plan.isJoined { break }
                }
                if column == .eventTime, plan.timeForm != nil {
                    rawTime = target.count..<target.count + text.utf8.count
                    target.append(contentsOf: text.utf8)
                    let from = target.count
                    append(plan, text, to: &target)
                    fields.append(start: from, end: target.count, needsUnquoting: false)
                    continue
                }
                append(plan, text, to: &target)
            }
            if column == .eventTime { rawTime = start..<target.count }
            fields.append(start: start, end: target.count, needsUnquoting: false)
        }
        finish(rawTime, target, &fields)
    }

    /// Writes a record of JSON or XML.
    func write(
        _ tree: RecordTree,
        at place: SourcePlace,
        to target: inout [UInt8],
        _ fields: inout FieldRanges
    ) {
        begin(place, &target, &fields)
        fields.hasNonASCII = true
        var rawTime = 0..<0
        for column in PassageColumn.allCases {
            let plan = plans[column.rawValue]
            var text = ""
            for source in plan.sources {
                guard let found = tree[source].map(trimmed), !found.isEmpty else { continue }
                if plan.isJoined, !text.isEmpty { text += " " }
                text += found
                if !plan.isJoined { break }
            }
            if column == .eventTime {
                rawTime = target.count..<target.count + text.utf8.count
                target.append(contentsOf: text.utf8)
            }
            let start = target.count
            append(plan, text, to: &target)
            fields.append(start: start, end: target.count, needsUnquoting: false)
        }
        finish(rawTime, target, &fields)
    }

    private func begin(
        _ place: SourcePlace,
        _ target: inout [UInt8],
        _ fields: inout FieldRanges
    ) {
        target.removeAll(keepingCapacity: true)
        fields.removeAll()
        fields.place = place
        fields.startOffset = 0
    }

    private func finish(_ rawTime: Range<Int>, _ target: [UInt8], _ fields: inout FieldRanges) {
        fields.append(start: rawTime.lowerBound, end: rawTime.upperBound, needsUnquoting: false)
        fields.endOffset = target.count
    }

    private func append(
        _ raw: Span<UInt8>,
        _ rawFields: FieldRanges,
        _ field: Int,
        to target: inout [UInt8]
    ) {
        guard rawFields.holdsQuotes(field) else {
            for index in rawFields[field] { target.append(raw[index]) }
            return
        }
        rawFields.appendText(field, in: raw, to: &target)
    }

    /// Appends a value in our words and units; what cannot be turned stays as it was written and
    /// is refused by the record's own check.
    private func append(_ plan: Plan, _ text: String, to target: inout [UInt8]) {
        guard !text.isEmpty else {
            target.append(contentsOf: plan.constant)
            return
        }
        var text = text
        if let meant = plan.values?[RecordProfile.valueKey(text)] { text = meant }
        if let iso = plan.timeForm?.iso(text) { text = iso }
        if plan.hasUnitInCells, let value = Self.valueWithUnit(text) { text = value }
        if plan.factor != 1, let value = Double(text.replacing(",", with: ".")), value.isFinite {
            // Six decimals are finer than any device; more would print binary noise.
            text = "\((value * plan.factor * 1e6).rounded() / 1e6)"
        }
        target.append(contentsOf: text.utf8)
    }

    /// A number that carries its unit, in ours; `nil` for anything else.
    static func valueWithUnit(_ text: String) -> String? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || ".,-+".contains($0)) }
        let unit = trimmed(String(text[digits.endIndex...]))
        guard !unit.isEmpty, let value = Double(digits.replacing(",", with: ".")), value.isFinite,
            let factor = RecordProfile.factor(of: String(unit))
        else { return nil }
        return factor == 1
            ? String(digits) : "\((value * factor * 1e6).rounded() / 1e6)"
    }
}
