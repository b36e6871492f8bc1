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

    /// Columns of a terminal that texts are kept within.
    private static let columns = 100

    static func localised(_ text: String) -> String {
        let text = translated(text)
        guard text.split(separator: "\n").contains(where: { $0.count > columns }) else {
            return text
        }
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .map(folded).joined(separator: "\n")
    }

    /// A usage line folded between its options; any other line as it is.
    private static func folded(_ line: Substring) -> String {
        let isUsage = usages.contains { line.hasPrefix($0) }
        guard line.count > columns, isUsage else { return String(line) }
        let margin = String(repeating: " ", count: 4)
        var lines: [String] = []
        var current = ""
        // An option and its value stay together: a blank splits only before `[`, `<` and `--`.
        var part = ""
        for word in line.split(separator: " ") {
            let begins = word.hasPrefix("[") || word.hasPrefix("--")
            if begins || part.isEmpty || part.hasSuffix(":") {
                append(part, to: &current, &lines, margin)
                part = String(word)
            } else {
                part += " " + word
            }
        }
        append(part, to: &current, &lines, margin)
        return (lines + [current]).joined(separator: "\n")
    }

    private static func append(
        _ part: String,
        to current: inout String,
        _ lines: inout [String],
        _ margin: String
    ) {
        guard !part.isEmpty else { return }
        if current.count + 1 + part.count > columns {
            lines.append(current)
            current = margin + part
        } else {
            current += current.isEmpty ? part : " " + part
        }
    }

    private static let usages = [
        "USAGE: ", "ВЫЗОВ: ", "ШАҚЫРУ: ", "Usage: ", "Вызов: ", "Шақыру: ",
    ]

    private static func translated(_ text: String) -> String {
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
