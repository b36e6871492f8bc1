import ArgumentParser
import RoadModel
import RoadPipeline

/// The form of an answer: text, JSON, CSV, and a drawing beside it.
struct AnswerOptions: ParsableArguments {
    @OptionGroup var table: TableOptions

    @Option(
        help: ArgumentHelp(
            tr(
                "Draw the answer to an SVG file.",
                ru: "Нарисовать ответ в файл SVG.",
                kk: "Жауапты SVG файлына салу."
            ),
            valueName: "file.svg"
        )
    )
    var plot: String?

    /// The form asked for.
    var form: GroupedAnswer.Form { table.output.json ? .json : table.csv ? .csv : .text }

    /// Prints one answer and draws it where that is asked.
    func show(_ answer: AnalysisAnswer, _ verb: String) throws(IntakeError) {
        try draw(answer, verb)
        switch form {
        case .json:
            let schema = AnalysisTree.text("jol.\(verb)/1")
            Console.print(FastJSON.text(.object(answer.tree.merging(["schema": schema]) { $1 })))
        case .csv:
            let sheet = answer.mainSheet
            Console.print(CommaSeparated.line(sheet.header))
            for row in sheet.rows { Console.print(CommaSeparated.line(row)) }
        case .text: Console.print(AnalysisOptions.text(answer))
        }
    }

    /// Prints the answers of groups and draws each to a file of its own.
    func show(_ groups: GroupedAnswer) throws(IntakeError) {
        try groups.print(form)
        for (label, result) in groups.results {
            if case .success(let answer) = result { try draw(answer, groups.verb, label) }
        }
    }

    /// Draws an answer where that is asked.
    func draw(
        _ answer: AnalysisAnswer,
        _ verb: String,
        _ label: String? = nil
    ) throws(IntakeError) {
        guard let plot else { return }
        let name = "jol " + verb.split(separator: ".").joined(separator: " ")
        guard let svg = answer.drawing(named: name) else {
            throw AnalysisOptions.usage("--plot", "This answer has no figure to draw.", verb: verb)
        }
        var path = plot
        if let label {
            let safe = String(label.map { $0.isLetter || $0.isNumber ? $0 : "-" })
            let stem = path.hasSuffix(".svg") ? String(path.dropLast(4)) : path
            path = "\(stem)-\(safe).svg"
        }
        try Files.write(svg, to: path, overwrite: true)
    }
}
