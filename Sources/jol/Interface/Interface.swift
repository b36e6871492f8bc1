import Foundation
import RoadModel

/// The language people asked for: `--lang`, else `JOL_LANG`, else the system's, else English.
///
/// It is settled before the arguments are parsed because the help texts depend on it too.
enum Interface {
    static let language: Language = choose(
        arguments: CommandLine.arguments,
        environment: ProcessInfo.processInfo.environment
    )

    static func choose(arguments: [String], environment: [String: String]) -> Language {
        for (index, argument) in arguments.enumerated() {
            if argument == "--lang", index + 1 < arguments.count,
                let named = Language(rawValue: arguments[index + 1])
            {
                return named
            }
            if argument.hasPrefix("--lang="),
                let named = Language(rawValue: "\(argument.dropFirst(7))")
            {
                return named
            }
        }
        for variable in ["JOL_LANG", "LC_ALL", "LC_MESSAGES", "LANG"] {
            guard let value = environment[variable], !value.isEmpty else { continue }
            return Language(rawValue: String(value.prefix(2)).lowercased()) ?? .en
        }
        return .en
    }
}

/// The text of the interface's language; all three stand side by side where they are used.
func tr(_ en: String, ru: String, kk: String) -> String {
    switch Interface.language {
    case .en: en
    case .ru: ru
    case .kk: kk
    }
}
