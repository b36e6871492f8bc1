import ArgumentParser
import RoadModel
import RoadPipeline
import RoadStore

extension ArchiveCommand {
    /// `jol archive add FILE…`.
    struct Add: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "add",
                abstract: tr(
                    "Take in files of any kind: the content decides.",
                    ru: "Принять файлы любого вида: вид определяется по содержимому.",
                    kk: "Кез келген файлды қабылдау: түрі мазмұнынан анықталады."
                ),
                usage: "jol archive add [--watch] [--recursive] [options] <file | folder | -> …",
                discussion: tr(
                    """
                    Flight logs, exports of complexes, crash cards and borders of regions; for \
                    options of one kind use 'jol flights add', 'jol complexes add', 'jol crashes \
                    add'. A minus stands for standard input. With --watch a folder is watched: files \
                    that have not changed for two looks move to done, duplicate or rejected.
                    """,
                    ru: """
                        Журналы полётов, выгрузки комплексов, карточки ДТП, границы регионов; с \
                        ключами одного вида — 'jol flights add', 'jol complexes add', 'jol crashes \
                        add'. Минус — стандартный ввод. С --watch папка отслеживается: файлы, не \
                        менявшиеся две проверки, переносятся в done, duplicate или rejected.
                        """,
                    kk: """
                        Ұшу журналдары, кешен деректері, ЖКО карточкалары, аймақ шекаралары; бір \
                        түрдің кілттері үшін 'jol flights add', 'jol complexes add', 'jol crashes \
                        add'. Минус — стандартты кіріс. --watch берілсе қалта бақыланады: екі \
                        тексеруде өзгермеген файл done, duplicate не rejected қалтасына көшеді.
                        """
                )
            )
        }

        @OptionGroup var intake: IntakeOptions
        @OptionGroup var zone: ZoneOption

        func run() throws {
            let named = try zone.resolved()
            try intake.run(progress: "archive") { target, progress in
                let extent = try? target.store.currentNetwork().extent.widened(byDegrees: 0.1)
                let reading = FileIntake.AnyReading(extent: extent, zone: named)
                return { file in try target.addAny(file, reading, progress: progress) }
            }
        }
    }
}
