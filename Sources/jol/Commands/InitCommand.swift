import ArgumentParser
import Foundation
import RoadModel
import RoadStore

/// `jol init DIR`.
struct InitCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "init",
            abstract: tr(
                "Make a workspace: one folder for everything Jol knows.",
                ru: "Создать рабочее пространство: одну папку для всех данных.",
                kk: "Жұмыс кеңістігін құру: барлық деректерге бір қалта."
            )
        )
    }

    @Argument(
        help: ArgumentHelp(
            tr("A new or empty folder.", ru: "Новая или пустая папка.", kk: "Жаңа не бос қалта."),
            valueName: "dir"
        )
    )
    var folder: String

    @OptionGroup var language: LanguageOption

    @OptionGroup var remarks: QuietOption

    func run() throws {
        let workspace = try Workspace.create(at: folder)
        Console.print(workspace.root.path)
        remarks.note(
            tr(
                "Next: 'jol network import FILE --workspace \(folder)'.",
                ru: "Дальше: 'jol network import ФАЙЛ --workspace \(folder)'.",
                kk: "Әрі қарай: 'jol network import ФАЙЛ --workspace \(folder)'."
            )
        )
    }
}
