import ArgumentParser
import Foundation
import RoadModel
import RoadPipeline
import RoadStore

extension ArchiveCommand {
    struct CopyResult: Encodable {
        var schema: String
        var folder: String
        var copied: ArchiveCopy.Summary
    }

    /// `jol archive backup DIR`.
    struct Backup: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "backup",
                abstract: tr(
                    "Copy the workspace, also while files are being taken in.",
                    ru: "Сделать копию рабочего пространства, в том числе во время приёма.",
                    kk: "Жұмыс кеңістігін көшіру, файл қабылдау кезінде де."
                ),
                discussion: tr(
                    """
                    The copy can be verified and read on read-only media. Keys are not copied: keep \
                    them apart, without them no file can be taken in later.
                    """,
                    ru: """
                        Копию можно проверить и читать с носителя только для чтения. Ключи не \
                        копируются: храните их отдельно, без них дальше принимать файлы нельзя.
                        """,
                    kk: """
                        Көшірмені тексеруге және тек оқылатын тасығыштан оқуға болады. Кілттер \
                        көшірілмейді: бөлек сақтаңыз, оларсыз файл қабылданбайды.
                        """
                )
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr(
                    "A new or empty folder.",
                    ru: "Новая или пустая папка.",
                    kk: "Жаңа не бос қалта."
                ),
                valueName: "dir"
            )
        )
        var folder: String

        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let workspace = try Workspace.find(global.workspace)
            let summary = try ArchiveCommand.copy(workspace, to: folder, global)
            // The entry follows the copy; a running intake holds the pen, and is not waited for.
            do throws(IntakeError) {
                _ = try Store(workspace: workspace, waitSeconds: 1).record(
                    .backup,
                    software: Software.name,
                    detail: ["entries": "\(summary.entries)", "objects": "\(summary.objects)"]
                )
            } catch {
                global.note(
                    tr(
                        "The backup is not in the ledger: ",
                        ru: "Копия не отмечена в журнале: ",
                        kk: "Көшірме журналға жазылмады: "
                    ) + error.detail
                )
            }
            try ArchiveCommand.show(summary, folder, "jol.archive.backup/1", output)
        }
    }

    /// `jol archive restore BACKUP DIR`.
    struct Restore: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "restore",
                abstract: tr(
                    "Make a workspace from a backup and verify it.",
                    ru: "Восстановить рабочее пространство из копии и проверить.",
                    kk: "Көшірмеден жұмыс кеңістігін қалпына келтіріп, тексеру."
                ),
                usage: "jol archive restore <backup> <dir> [options]"
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr("The backup's folder.", ru: "Папка копии.", kk: "Көшірме қалтасы."),
                valueName: "backup"
            )
        )
        var backup: String

        @Argument(
            help: ArgumentHelp(
                tr(
                    "A new or empty folder.",
                    ru: "Новая или пустая папка.",
                    kk: "Жаңа не бос қалта."
                ),
                valueName: "dir"
            )
        )
        var folder: String

        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let summary = try ArchiveCommand.copy(Workspace.find(backup), to: folder, global)
            let made = try Store(workspace: Workspace.find(folder), access: .reading)
            let report = ArchiveCheck.run(made)
            if !output.json { ArchiveText.show(report) }
            try ArchiveCommand.show(summary, folder, "jol.archive.restore/1", output)
            guard report.findings.isEmpty else { throw ExitCode(79) }
            global.note(
                tr(
                    "Put the keys back into \(made.workspace.keys.path), or set JOL_KEYS.",
                    ru: "Верните ключи в \(made.workspace.keys.path) или задайте JOL_KEYS.",
                    kk: "Кілттерді \(made.workspace.keys.path) қалтасына қайтарыңыз не JOL_KEYS "
                        + "беріңіз."
                )
            )
        }
    }

    private static func copy(
        _ workspace: Workspace,
        to folder: String,
        _ global: GlobalOptions
    ) throws -> ArchiveCopy.Summary {
        let store = try Store(workspace: workspace, access: .reading)
        let total = try store.receipts().reduce(0) { $0 + $1.bytes }
        let progress = ProgressLine("copy", isQuiet: global.quiet)
        defer { progress.finish() }
        var done = 0
        return try ArchiveCopy.run(store, to: folder) { bytes in
            done += bytes
            progress.advance(to: done, of: total, unit: .bytes)
        }
    }

    private static func show(
        _ summary: ArchiveCopy.Summary,
        _ folder: String,
        _ schema: String,
        _ output: OutputOptions
    ) throws {
        if output.json {
            try Console.printJSON(CopyResult(schema: schema, folder: folder, copied: summary))
            return
        }
        let (files, bytes) = (Say.count(summary.objects), Say.count(summary.bytes))
        let entries = Say.count(summary.entries)
        Console.print(
            tr(
                "\(folder): \(files) received files, \(bytes) bytes, \(entries) ledger entries.",
                ru:
                    "\(folder): принятых файлов \(files), байт \(bytes), записей журнала \(entries).",
                kk:
                    "\(folder): қабылданған файл \(files), байт \(bytes), журнал жазбасы \(entries)."
            )
        )
    }
}
