import ArgumentParser
import RoadModel
import RoadPipeline
import RoadStore

extension ArchiveCommand {
    /// `jol archive seal`.
    struct Seal: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "seal",
                abstract: tr(
                    "Seal received files with plates that an earlier version kept as they came.",
                    ru: "Запечатать файлы с номерами, которые прежняя версия хранила открыто.",
                    kk: "Бұрынғы нұсқа ашық сақтаған, нөмірі бар файлдарды мөрлеу."
                ),
                discussion: tr(
                    """
                    Each file is sealed, opened again and compared before its plain form goes; the \
                    ledger states it. An interrupted run is finished by the next.
                    """,
                    ru: """
                        Каждый файл запечатывается, открывается и сверяется, лишь потом исчезает \
                        открытый; в журнал вносится запись. Прерванное закончит следующий запуск.
                        """,
                    kk: """
                        Әр файл мөрленіп, қайта ашылып, салыстырылған соң ғана ашық түрі жойылады; \
                        журналға жазылады. Үзілген жұмысты келесі іске қосу аяқтайды.
                        """
                )
            )
        }

        @Flag(
            help: ArgumentHelp(
                tr(
                    "Say what would be sealed; change nothing.",
                    ru: "Показать, что будет запечатано; ничего не менять.",
                    kk: "Не мөрленетінін көрсету; ештеңе өзгертпеу."
                )
            )
        )
        var dryRun = false

        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: OutputOptions

        struct Result: Encodable {
            var schema = "jol.archive.seal/1"
            var dryRun: Bool
            var report: SealingReport
        }

        func run() throws {
            let progress = ProgressLine("seal", isQuiet: global.quiet)
            let report: SealingReport
            do {
                defer { progress.finish() }
                let store = try global.open(.writing)
                let total = try store.receipts().reduce(0) { $0 + $1.bytes }
                var done = 0
                report = try store.sealReceived(
                    software: Software.name,
                    isTrial: dryRun
                ) { bytes in
                    done += bytes
                    progress.advance(to: done, of: total, unit: .bytes)
                }
            }
            if output.json {
                return try Console.printJSON(Result(dryRun: dryRun, report: report))
            }
            let count = Say.count(report.sealed.count)
            let (bytes, before) = (Say.count(report.bytes), Say.count(report.before))
            Console.print(
                dryRun
                    ? tr(
                        "\(count) files, \(bytes) bytes, would be sealed; \(before) are.",
                        ru: "Будет запечатано файлов \(count), байт \(bytes); уже \(before).",
                        kk: "Мөрленетін файл \(count), байт \(bytes); мөрленгені \(before)."
                    )
                    : tr(
                        "\(count) files, \(bytes) bytes, sealed; \(before) were before.",
                        ru: "Запечатано файлов \(count), байт \(bytes); прежде \(before).",
                        kk: "Мөрленді: файл \(count), байт \(bytes); бұрын \(before)."
                    )
            )
        }
    }
}
