import ArgumentParser
import RoadIngest
import RoadModel
import RoadPipeline
import RoadReport

extension ComplexesCommand {
    /// `jol complexes profile …`.
    struct Profile: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "profile",
                abstract: tr(
                    "Profiles: how vendors' exports name, measure and encode things.",
                    ru: "Профили: имена, единицы и кодировки выгрузок поставщиков.",
                    kk: "Профильдер: жеткізушілер деректерінің атаулары, бірліктері, кодтамасы."
                ),
                subcommands: [List.self, Show.self, Guess.self]
            )
        }

        /// `jol complexes profile list`.
        struct List: ParsableCommand {
            static var configuration: CommandConfiguration {
                CommandConfiguration(
                    commandName: "list",
                    abstract: tr(
                        "List the profiles there are.",
                        ru: "Перечислить профили.",
                        kk: "Профильдерді тізу."
                    )
                )
            }

            @OptionGroup var language: LanguageOption
            @OptionGroup var table: TableOptions

            func run() throws {
                let entries = try ProfileShelf().all()
                if table.output.json {
                    let list = entries.map { entry in
                        AnalysisTree.object([
                            "name": .text(entry.profile.name), "title": .text(entry.profile.title),
                            "format": entry.profile.format.map { .text($0.rawValue) } ?? .null,
                            "encoding": entry.profile.encoding.map { .text($0.rawValue) } ?? .null,
                            "path": .text(entry.path),
                        ])
                    }
                    Console.print(
                        FastJSON.text(
                            .object([
                                "schema": "jol.complexes.profile.list/1", "profiles": .list(list),
                            ])
                        )
                    )
                    return
                }
                let rows = entries.map { entry in
                    [
                        entry.profile.name, entry.profile.format?.rawValue ?? "",
                        entry.profile.encoding?.rawValue ?? "", entry.profile.title,
                    ]
                }
                if table.csv {
                    Console.print(CommaSeparated.line(["name", "format", "encoding", "title"]))
                    for row in rows { Console.print(CommaSeparated.line(row)) }
                    return
                }
                var text = TerminalTable([
                    (tr("Profile", ru: "Профиль", kk: "Профиль"), .left),
                    (tr("Format", ru: "Формат", kk: "Пішім"), .left),
                    (tr("Encoding", ru: "Кодировка", kk: "Кодтама"), .left),
                    (tr("For", ru: "Для чего", kk: "Не үшін"), .left),
                ])
                for row in rows { text.add(row) }
                Console.print(text.text)
            }
        }

        /// `jol complexes profile show NAME`.
        struct Show: ParsableCommand {
            static var configuration: CommandConfiguration {
                CommandConfiguration(
                    commandName: "show",
                    abstract: tr(
                        "Print a profile's file.",
                        ru: "Вывести файл профиля.",
                        kk: "Профиль файлын шығару."
                    )
                )
            }

            @Argument(
                help: ArgumentHelp(
                    tr("Name or file.", ru: "Имя или файл.", kk: "Атауы не файл."),
                    valueName: "name"
                )
            )
            var name: String
            @OptionGroup var language: LanguageOption
            @OptionGroup var output: OutputOptions

            func run() throws {
                let entry = try ProfileShelf().entry(name)
                guard output.json else {
                    Console.print(
                        entry.toml.hasSuffix("\n") ? String(entry.toml.dropLast()) : entry.toml
                    )
                    return
                }
                Console.print(
                    FastJSON.text(
                        .object([
                            "schema": "jol.complexes.profile.show/1",
                            "name": .text(entry.profile.name), "path": .text(entry.path),
                            "toml": .text(entry.toml),
                        ])
                    )
                )
            }
        }

        /// `jol complexes profile guess FILE`.
        struct Guess: ParsableCommand {
            static var configuration: CommandConfiguration {
                CommandConfiguration(
                    commandName: "guess",
                    abstract: tr(
                        "Propose a profile for a file, as TOML to mend and use.",
                        ru: "Предложить профиль для файла: TOML, который правят и применяют.",
                        kk: "Файлға профиль ұсыну: түзетіп қолданатын TOML."
                    ),
                    usage: "jol complexes profile guess <file> [--out <profile.toml>]"
                )
            }

            @OptionGroup var export: ExportArgument
            @Option(
                help: ArgumentHelp(
                    tr("File to write to.", ru: "Файл для записи.", kk: "Жазылатын файл."),
                    valueName: "profile.toml"
                )
            )
            var out: String?
            @Flag(
                help: ArgumentHelp(
                    tr(
                        "Write over an existing file.",
                        ru: "Перезаписать имеющийся файл.",
                        kk: "Бар файлдың үстінен жазу."
                    )
                )
            )
            var overwrite = false
            @OptionGroup var language: LanguageOption
            @OptionGroup var output: OutputOptions

            func run() throws {
                let stem = export.file.split(separator: "/").last?.split(separator: ".").first
                let guess = try PassageFile(export.file, received: Files.now)
                    .guess(name: stem.map(String.init) ?? "export")
                if output.json {
                    Console.print(
                        FastJSON.text(
                            .object([
                                "schema": "jol.complexes.profile.guess/1",
                                "toml": .text(guess.toml), "missing": .texts(guess.missing),
                                "remarks": .texts(guess.remarks),
                            ])
                        )
                    )
                } else if out == nil {
                    Console.print(String(guess.toml.dropLast()))
                }
                if let out { try Files.write(guess.toml, to: out, overwrite: overwrite) }
                guard !output.json else { return }
                for remark in guess.remarks {
                    Console.note("  " + RejectPhrases.local(remark, Interface.language))
                }
            }
        }
    }
}
