import ArgumentParser
import RoadModel
import RoadPipeline

/// What every analysis of a table takes: the file, groups, language and the form of the answer.
struct AnalysisOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            tr(
                "A CSV file with a header; - is standard input.",
                ru: "Файл CSV с заголовком; - это стандартный ввод.",
                kk: "Тақырып жолы бар CSV файлы; - стандартты кіріс."
            ),
            valueName: "table.csv"
        )
    )
    var file: String

    @Option(
        help: ArgumentHelp(
            tr(
                "Analyse every group of this column by itself.",
                ru: "Анализировать каждую группу этого столбца отдельно.",
                kk: "Осы бағанның әр тобын жеке талдау."
            ),
            valueName: "column"
        )
    )
    var by: String?

    @OptionGroup var language: LanguageOption
    @OptionGroup var output: OutputOptions

    /// Reads the table, analyses it or each of its groups, and prints the answer.
    ///
    /// A group that cannot be analysed carries its error; only when none can, the command fails.
    func answer(
        _ verb: String,
        _ analyse: (AnalysisTable) throws(IntakeError) -> AnalysisAnswer
    ) throws {
        let table = try AnalysisTable.read(file)
        guard let by else {
            try Self.show(try analyse(table), verb, asJSON: output.json)
            return
        }
        var groups: [AnalysisTree] = []
        var texts: [String] = []
        var failures: [IntakeError] = []
        let parts = try table.groups(by: by)
        for (label, part) in parts {
            do throws(IntakeError) {
                let answer = try analyse(part)
                groups.append(.object(answer.tree.merging(["group": .text(label)]) { $1 }))
                texts.append("\(by): \(label)\n\n" + Self.text(answer))
            } catch {
                failures.append(error)
                groups.append(.object(Self.failure(error, label)))
                texts.append("\(by): \(label)\n\n\(error.detail) [\(error.code.rawValue)]")
            }
        }
        if let first = failures.first, failures.count == parts.count { throw first }
        if output.json {
            Console.print(
                FastJSON.text(
                    .object([
                        "schema": .text("jol.\(verb).groups/1"), "by": .text(by),
                        "groups": .list(groups),
                    ])
                )
            )
        } else {
            Console.print(texts.joined(separator: "\n\n"))
        }
    }

    /// Prints one answer.
    static func show(_ answer: AnalysisAnswer, _ verb: String, asJSON: Bool) throws {
        guard asJSON else { return Console.print(text(answer)) }
        let schema = AnalysisTree.text("jol.\(verb)/1")
        Console.print(FastJSON.text(.object(answer.tree.merging(["schema": schema]) { $1 })))
    }

    /// The answer with its flags, for a person.
    static func text(_ answer: AnalysisAnswer) -> String {
        let flags = answer.qualifications.map { "\n\($0.code): \($0.words)" }.joined()
        return answer.text + (flags.isEmpty ? "" : "\n" + flags)
    }

    /// The fields of a group that could not be analysed.
    static func failure(_ error: IntakeError, _ label: String) -> [String: AnalysisTree] {
        [
            "group": .text(label),
            "flags": .texts([AnalysisFlag.failed.rawValue]),
            "error": [
                "code": .text(error.code.rawValue), "detail": .text(error.detail),
                "line": error.place?.line.map { .count($0) } ?? .null,
            ],
        ]
    }

    /// An error about an option.
    static func usage(_ option: String, _ detail: String, verb: String) -> IntakeError {
        IntakeError(
            .badArgument,
            subject: option,
            detail: detail,
            remedy: "See 'jol \(verb) --help'."
        )
    }
}
