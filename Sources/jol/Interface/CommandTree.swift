import ArgumentParser
import RoadModel

/// Recognises a slip in the words that name a command, before the parser sees them.
enum CommandTree {
    /// A message that suggests the right word, or `nil` when the words name a command.
    static func mistake(in arguments: [String], of root: any ParsableCommand.Type) -> String? {
        var command = root
        var path = name(of: root)
        for word in arguments {
            let children = command.configuration.subcommands
            guard !children.isEmpty, !word.hasPrefix("-"), word != "help" else { return nil }
            if let child = children.first(where: { name(of: $0) == word }) {
                command = child
                path += " " + word
                continue
            }
            let known = children.map(name)
            let unknown = tr(
                "jol: '\(path)' has no command '\(word)'.",
                ru: "jol: у '\(path)' нет команды '\(word)'.",
                kk: "jol: '\(path)' ішінде '\(word)' командасы жоқ."
            )
            if let meant = Suggestion.nearest(to: word, among: known) {
                return unknown + " "
                    + tr(
                        "Did you mean '\(path) \(meant)'?",
                        ru: "Возможно, '\(path) \(meant)'?",
                        kk: "Мүмкін, '\(path) \(meant)'?"
                    )
            }
            return unknown + " "
                + tr("Known: ", ru: "Есть: ", kk: "Барлары: ") + known.joined(separator: ", ") + "."
        }
        return nil
    }

    private static func name(of command: any ParsableCommand.Type) -> String {
        command.configuration.commandName ?? command._commandName
    }
}

/// Help and usage errors with headings in the interface's language.
enum HelpText {
    /// Prints the parser's message and ends the process with its code.
    static func exit(_ error: any Error) -> Never {
        let code = Jol.exitCode(for: error)
        let text = localised(Jol.fullMessage(for: error))
        if code.isSuccess { Console.print(text) } else if !text.isEmpty { Console.note(text) }
        Jol.exit(withError: code.isSuccess ? nil : ExitCode(code.rawValue))
    }

    static func localised(_ text: String) -> String {
        guard Interface.language != .en else { return text }
        var text = text
        for (en, ru, kk) in headings {
            text = text.replacing(en, with: Interface.language == .ru ? ru : kk)
        }
        return text
    }

    private static let headings: [(String, String, String)] = [
        ("OVERVIEW: ", "ОБЗОР: ", "ШОЛУ: "),
        ("USAGE: ", "ВЫЗОВ: ", "ШАҚЫРУ: "),
        ("ARGUMENTS:\n", "АРГУМЕНТЫ:\n", "АРГУМЕНТТЕР:\n"),
        ("OPTIONS:\n", "КЛЮЧИ:\n", "КІЛТТЕР:\n"),
        ("SUBCOMMANDS:\n", "КОМАНДЫ:\n", "КОМАНДАЛАР:\n"),
        ("Show the version.", "Показать версию.", "Нұсқаны көрсету."),
        ("Show help information.", "Показать справку.", "Анықтаманы көрсету."),
        ("(default: ", "(по умолчанию: ", "(әдепкі: "),
        ("Error: ", "Ошибка: ", "Қате: "),
        ("Usage: ", "Вызов: ", "Шақыру: "),
        ("Help: ", "Справка: ", "Анықтама: "),
        ("See '", "См. '", "Қараңыз: '"),
        ("' for more information.", "'.", "'."),
        ("' for detailed help.", "' — подробнее.", "' — толығырақ."),
        ("Missing expected argument", "Не хватает аргумента", "Аргумент жетіспейді"),
        ("Unknown option", "Неизвестный ключ", "Белгісіз кілт"),
        ("Unexpected argument", "Лишний аргумент", "Артық аргумент"),
        ("Missing value for", "Не хватает значения для", "Мәні жоқ:"),
        ("is invalid for", "не подходит для", "жарамайды:"),
        ("The value", "Значение", "Мән"),
        ("Did you mean", "Возможно,", "Мүмкін,"),
    ]
}
