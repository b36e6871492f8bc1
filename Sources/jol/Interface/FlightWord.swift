import ArgumentParser
import Foundation
import RoadModel
import RoadPipeline
import RoadStore

/// Finds the flight that a word on the command line names: a number of the workspace or a file.
enum FlightWord {
    /// - Throws: `.notFound`, `.workspaceMissing`; a file is only looked at when it is read.
    static func place(_ word: String, _ global: GlobalOptions) throws -> FlightSource.Place {
        if word == StandardInput.word {
            let path = try StandardInput.path()
            return FlightSource.Place(path: path, name: "stdin", index: 0)
        }
        guard FlightSource.isNumber(word) else {
            return FlightSource.Place(
                path: word,
                name: URL(fileURLWithPath: word).lastPathComponent,
                index: 0
            )
        }
        let digits = word.uppercased().hasPrefix("F") ? String(word.dropFirst()) : word
        return try FlightSource.place(of: Int64(digits) ?? -1, in: global.open(.reading))
    }

    static var help: ArgumentHelp {
        ArgumentHelp(
            tr(
                "A flight as listed (F12) or the file of a log.",
                ru: "Вылет из списка (F12) или файл журнала.",
                kk: "Тізімдегі ұшу (F12) не журнал файлы."
            ),
            valueName: "flight|file"
        )
    }
}
