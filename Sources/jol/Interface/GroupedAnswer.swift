import RoadModel

/// The answers of several groups, for machines and for a person.
struct GroupedAnswer {
    /// How it is printed.
    enum Form {
        case text
        case json
        case csv
    }

    let verb: String
    let by: String
    let results: [(label: String, result: Result<AnalysisAnswer, IntakeError>)]

    /// Prints the groups; fails only when every group did.
    func print(_ form: Form) throws(IntakeError) {
        let failures = results.compactMap { entry -> IntakeError? in
            if case .failure(let error) = entry.result { error } else { nil }
        }
        if let first = failures.first, failures.count == results.count { throw first }
        switch form {
        case .json:
            Console.print(
                FastJSON.text(
                    .object([
                        "schema": .text("jol.\(verb).groups/1"), "by": .text(by),
                        "groups": .list(results.map { .object(Self.tree($0.label, $0.result)) }),
                    ])
                )
            )
        case .text:
            let texts = results.map { label, result in
                switch result {
                case .success(let answer): "\(by): \(label)\n\n" + AnalysisOptions.text(answer)
                case .failure(let error):
                    "\(by): \(label)\n\n\(error.detail) [\(error.code.rawValue)]"
                }
            }
            Console.print(texts.joined(separator: "\n\n"))
        case .csv: printSheet()
        }
    }

    private func printSheet() {
        var hasHeader = false
        for (label, result) in results {
            guard case .success(let answer) = result else { continue }
            let sheet = answer.mainSheet
            if !hasHeader { Console.print(CommaSeparated.line([by] + sheet.header)) }
            hasHeader = true
            for row in sheet.rows { Console.print(CommaSeparated.line([label] + row)) }
        }
    }

    private static func tree(
        _ label: String,
        _ result: Result<AnalysisAnswer, IntakeError>
    ) -> [String: AnalysisTree] {
        switch result {
        case .success(let answer): answer.tree.merging(["group": .text(label)]) { $1 }
        case .failure(let error): AnalysisOptions.failure(error, label)
        }
    }
}
