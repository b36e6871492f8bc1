import ArgumentParser
import Foundation
import RoadModel
import RoadPipeline
import RoadStore

extension ArchiveCommand {
    /// `jol archive verify`.
    struct Verify: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "verify",
                abstract: tr(
                    "Check every received file, row, ledger entry and signature.",
                    ru: "Проверить каждый файл, строку, запись журнала и подпись.",
                    kk: "Әр файлды, жолды, журнал жазбасын, қолтаңбаны тексеру."
                ),
                usage: "jol archive verify [--against <file>]… [--key <key>] [options]",
                discussion: tr(
                    """
                    A ledger cannot tell by itself that its last entries were cut off: give receipts \
                    or checkpoints that were kept elsewhere with --against. Exit code 79 when \
                    something is wrong, or when there was nothing to check.
                    """,
                    ru: """
                        Сам журнал не заметит, что у него отрезали конец: дайте через --against \
                        квитанции или состояния, сохранённые в другом месте. Код завершения 79, \
                        если что-то не так или проверять было нечего.
                        """,
                    kk: """
                        Журнал соңы кесілгенін өзі байқамайды: басқа жерде сақталған түбіртекті не \
                        күйді --against арқылы беріңіз. Бірдеңе дұрыс болмаса не тексеретін ештеңе \
                        болмаса, аяқталу коды 79.
                        """
                )
            )
        }

        @Option(
            help: ArgumentHelp(
                tr(
                    "A receipt or checkpoint kept elsewhere; may be repeated.",
                    ru: "Квитанция или состояние, сохранённые вовне; можно несколько.",
                    kk: "Сыртта сақталған түбіртек не күй; бірнеше рет берілуі мүмкін."
                ),
                valueName: "file"
            )
        )
        var against: [String] = []

        @Option(help: KeyArgument.help)
        var key: String?

        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: OutputOptions

        struct Result: Encodable {
            var schema = "jol.archive.verify/1"
            var sound: Bool
            var report: ArchiveReport
        }

        func run() throws {
            let issued = try against.map { (name: $0, text: try ReceiptSource.text($0)) }
            let trusted = try key.map { try KeyArgument.read($0).present }
            let report = try check(issued, trusted)
            if output.json {
                try Console.printJSON(Result(sound: report.isSound, report: report))
            } else {
                ArchiveText.show(report)
            }
            if !report.isSound { throw ExitCode(79) }
        }

        private func check(
            _ issued: [(name: String, text: String)],
            _ trusted: NoteVerifier?
        ) throws -> ArchiveReport {
            let workspace = try Workspace.find(global.workspace)
            let store: Store
            do {
                store = try Store(workspace: workspace, access: .reading)
            } catch {
                guard error.code == .io else { throw error }
                return ArchiveReport(unreadable: workspace.database.path, error.detail)
            }
            let progress = ProgressLine("verify", isQuiet: global.quiet)
            defer { progress.finish() }
            let total = (try? store.receipts().reduce(0) { $0 + $1.bytes }) ?? 0
            var done = 0
            return ArchiveCheck.run(store, against: issued, trusting: trusted) { bytes in
                done += bytes
                progress.advance(to: done, of: total, unit: .bytes)
            }
        }
    }
}

/// Receipts and checkpoints as they are kept: text, or JSON with the proof inside.
enum ReceiptSource {
    private struct Printed: Decodable {
        struct Nested: Decodable { var ledger: LedgerSeal? }
        var ledger: LedgerSeal?
        var receipt: Nested?
    }

    static func text(_ path: String) throws -> String {
        let text = try Files.text(path)
        let printed = try? JSONDecoder().decode(Printed.self, from: Data(text.utf8))
        return printed?.ledger?.proof ?? printed?.receipt?.ledger?.proof ?? text
    }
}
