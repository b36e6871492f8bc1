import ArgumentParser
import Foundation
import RoadModel
import RoadPipeline
import RoadStore

/// `jol archive …`.
struct ArchiveCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "archive",
            abstract: tr(
                "Prove that nothing was changed, back up, restore.",
                ru: "Доказать неизменность данных, копировать, восстанавливать.",
                kk: "Деректердің өзгермегенін дәлелдеу, көшіру, қалпына келтіру."
            ),
            subcommands: [
                Add.self, Verify.self, Rebuild.self, Backup.self, Restore.self, Key.self,
                CheckpointCommand.self, Countersign.self, Log.self, Retention.self, Hold.self,
                Erase.self, Seal.self, Access.self,
            ]
        )
    }

    /// `jol archive checkpoint`.
    struct CheckpointCommand: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "checkpoint",
                abstract: tr(
                    "Print the ledger's signed state, to be kept elsewhere.",
                    ru: "Показать подписанное состояние журнала для хранения вовне.",
                    kk: "Журналдың қол қойылған күйін сыртта сақтауға шығару."
                )
            )
        }

        @Option(
            help: ArgumentHelp(
                tr(
                    "With the proof that it continues the ledger of so many entries.",
                    ru: "С доказательством, что он продолжает журнал из стольких записей.",
                    kk: "Сонша жазбалы журналды жалғастыратынының дәлелімен."
                ),
                valueName: "size"
            )
        )
        var since: Int?

        @OptionGroup var target: OutputFileOptions
        @OptionGroup var global: GlobalOptions

        func run() throws {
            let store = try global.open(.reading)
            guard let checkpoint = try store.checkpoint() else {
                throw IntakeError(
                    .insufficient,
                    subject: "checkpoint",
                    detail: "The ledger has no entry yet.",
                    remedy: "Take in a first file, then repeat."
                )
            }
            guard let since else { return try target.write(checkpoint.note.text) }
            let request = WitnessRequest(
                old: since,
                proof: try store.consistencyProof(from: since),
                checkpoint: checkpoint
            )
            try target.write(request.text)
        }
    }

    /// `jol archive countersign FILE`.
    struct Countersign: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "countersign",
                abstract: tr(
                    "Countersign the checkpoint of a lower level, after checking it.",
                    ru: "Заверить состояние журнала нижнего уровня после проверки.",
                    kk: "Төменгі деңгей журналының күйін тексеріп, растау."
                ),
                usage: "jol archive countersign <file> [--key <key>] [--out <file>] [options]"
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr(
                    "What 'jol archive checkpoint' of the lower level wrote.",
                    ru: "Что записал 'jol archive checkpoint' нижнего уровня.",
                    kk: "Төменгі деңгейдің 'jol archive checkpoint' жазғаны."
                ),
                valueName: "file"
            )
        )
        var file: String

        @Option(help: KeyArgument.help)
        var key: String?

        @OptionGroup var target: OutputFileOptions
        @OptionGroup var global: GlobalOptions

        func run() throws {
            let checkpoint = try global.open(.writing).countersign(
                try WitnessRequest(text: try Files.text(file), subject: file),
                verifier: try key.map { try KeyArgument.read($0).present },
                software: Software.name,
                at: Files.now
            )
            try target.write(checkpoint.note.text)
        }
    }
}

/// Where a text result goes.
struct OutputFileOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            tr(
                "Write to a file instead of standard output.",
                ru: "Записать в файл вместо стандартного вывода.",
                kk: "Стандартты шығыстың орнына файлға жазу."
            ),
            valueName: "file"
        )
    )
    var out: String?

    @Flag(
        help: ArgumentHelp(
            tr(
                "Replace an existing file.",
                ru: "Заменить существующий файл.",
                kk: "Бар файлды ауыстыру."
            )
        )
    )
    var overwrite = false

    /// Writes a text that ends with a line feed.
    func write(_ text: String) throws {
        try Files.write(
            text.hasSuffix("\n") ? String(text.dropLast()) : text,
            to: out,
            overwrite: overwrite
        )
    }
}
