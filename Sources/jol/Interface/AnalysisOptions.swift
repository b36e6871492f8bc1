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
    @OptionGroup var form: AnswerOptions

    /// Reads the table, analyses it or each of its groups, and prints the answer.
    ///
    /// A group that cannot be analysed carries its error; only when none can, the command fails.
    func answer(
        _ verb: String,
        _ analyse: (AnalysisTable) throws(IntakeError) -> AnalysisAnswer
    ) throws {
        let table = try AnalysisTable.read(file)
        guard let by else { return try form.show(try analyse(table), verb) }
        var results: [(label: String, result: Result<AnalysisAnswer, IntakeError>)] = []
        for (label, part) in try table.groups(by: by) {
            do throws(IntakeError) {
                results.append((label, .success(try analyse(part))))
            } catch {
                results.append((label, .failure(error)))
            }
        }
        try form.show(GroupedAnswer(verb: verb, by: by, results: results))
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
